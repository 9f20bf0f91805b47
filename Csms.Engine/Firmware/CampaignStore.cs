using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Firmware;

/// <summary>SQL of campaigns.</summary>
internal sealed class CampaignStore(NpgsqlDataSource database)
{
    private const string Columns = "run_id, name, image_id, image_name, version, signed, window_from, window_until, wait_away, wait_minutes, ends_at, retry_of, reset_when";

    public async Task AddAsync(FirmwareCampaign campaign, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"INSERT INTO csms.firmware_campaigns ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
        sql.Parameters.Uuid(campaign.RunId).Text(campaign.Name).Uuid(campaign.ImageId).Text(campaign.ImageName).Text(campaign.Version).Boolean(campaign.Signed)
            .Integer(Minutes(campaign.Window?.From)).Integer(Minutes(campaign.Window?.Until)).Boolean(campaign.WaitsForAway).Integer((int)campaign.Patience.TotalMinutes)
            .Timestamp(campaign.EndsAt).Uuid(campaign.RetryOf).Text(campaign.Reset == CampaignReset.Never ? null : campaign.Reset.ToString());
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<Dictionary<Guid, FirmwareCampaign>> FindAsync(IEnumerable<Guid> runs, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} FROM csms.firmware_campaigns WHERE run_id = ANY($1)");
        sql.Parameters.Uuids(runs);
        var found = new Dictionary<Guid, FirmwareCampaign>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found[reader.GetGuid(0)] = new FirmwareCampaign
            {
                RunId = reader.GetGuid(0), Name = reader.GetString(1), ImageId = reader.GetGuid(2), ImageName = reader.GetString(3), Version = reader.GetString(4), Signed = reader.GetBoolean(5),
                Window = reader.IntegerOrNull(6) is { } from && reader.IntegerOrNull(7) is { } until ? new CampaignWindow(Time(from), Time(until)) : null,
                WaitsForAway = reader.GetBoolean(8), Patience = TimeSpan.FromMinutes(reader.GetInt32(9)), EndsAt = reader.GetFieldValue<DateTimeOffset>(10),
                RetryOf = reader.IsDBNull(11) ? null : reader.GetGuid(11), Reset = reader.TextOrNull(12) is { } reset ? Enum.Parse<CampaignReset>(reset) : CampaignReset.Never,
            };
        }

        return found;
    }

    private static int? Minutes(TimeOnly? time) => time is { } at ? (int)at.ToTimeSpan().TotalMinutes : null;

    private static TimeOnly Time(int minutes) => TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minutes));
}
