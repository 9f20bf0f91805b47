using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Firmware;

/// <summary>SQL of images and updates.</summary>
internal sealed class FirmwareStore(NpgsqlDataSource database)
{
    private const string ImageColumns = "id, name, version, vendor, model, bytes, sha256, certificate, signature, secret, uploaded_at, actor";
    private const string UpdateColumns = "command_id, station_id, request_id, image_id, source, version_wanted, version_before, version_after, signed, asked_at, retrieve_at, install_at, actor, steps::text, booted_at, replaced_by, reset_command, reset_at, reset_status";

    public async Task AddAsync(FirmwareImage image, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"INSERT INTO csms.firmware_images ({ImageColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
        sql.Parameters.Uuid(image.Id).Text(image.Name).Text(image.Version).Text(image.Vendor).Text(image.Model).Bigint(image.Bytes).Bytea(image.Sha256.ToArray())
            .Text(image.Certificate).Text(image.Signature).Text(image.Secret).Timestamp(image.UploadedAt).Text(image.Actor);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<List<FirmwareImage>> ImagesAsync(Guid? id, string? secret, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {ImageColumns} FROM csms.firmware_images WHERE ($1::uuid IS NULL OR id = $1) AND ($2::text IS NULL OR secret = $2) ORDER BY uploaded_at DESC, id DESC");
        sql.Parameters.Uuid(id).Text(secret);
        var images = new List<FirmwareImage>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            images.Add(new FirmwareImage
            {
                Id = reader.GetGuid(0), Name = reader.GetString(1), Version = reader.GetString(2), Vendor = reader.TextOrNull(3), Model = reader.TextOrNull(4), Bytes = reader.GetInt64(5),
                Sha256 = reader.GetFieldValue<byte[]>(6), Certificate = reader.TextOrNull(7), Signature = reader.TextOrNull(8), Secret = reader.GetString(9),
                UploadedAt = reader.GetFieldValue<DateTimeOffset>(10), Actor = reader.GetString(11),
            });
        }

        return images;
    }

    public async Task SignAsync(Guid id, string? certificate, string? signature, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("UPDATE csms.firmware_images SET certificate = $2, signature = $3 WHERE id = $1");
        sql.Parameters.Uuid(id).Text(certificate).Text(signature);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<bool> DeleteImageAsync(Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("DELETE FROM csms.firmware_images WHERE id = $1");
        sql.Parameters.Uuid(id);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Notes an update; what was under way before is replaced by it.</summary>
    public async Task AddAsync(FirmwareUpdate update, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            WITH older AS (
                UPDATE csms.firmware_updates SET replaced_by = $1
                WHERE station_id = $2 AND command_id <> $1 AND replaced_by IS NULL
                  AND coalesce(steps -> -1 ->> 'Status', '') NOT IN ('Installed', 'DownloadFailed', 'InstallationFailed', 'InstallVerificationFailed', 'InvalidSignature'))
            INSERT INTO csms.firmware_updates (command_id, station_id, request_id, image_id, source, version_wanted, version_before, signed, asked_at, retrieve_at, install_at, actor, steps)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (command_id) DO NOTHING
            """);
        sql.Parameters.Uuid(update.CommandId).Text(update.Station.Value).Integer(update.RequestId).Uuid(update.ImageId).Text(update.Source).Text(update.VersionWanted).Text(update.VersionBefore)
            .Boolean(update.Signed).Timestamp(update.AskedAt).Timestamp(update.RetrieveAt).Timestamp(update.InstallAt).Text(update.Actor).Jsonb(JsonSerializer.Serialize(update.Steps));
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The station's word about an update; without a number it is about the newest. False: there is none such.</summary>
    public async Task<bool> StepAsync(StationId station, int? requestId, FirmwareStep step, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            UPDATE csms.firmware_updates SET steps = CASE WHEN steps -> -1 ->> 'Status' = $3 THEN steps ELSE steps || $4 END
            WHERE command_id = (SELECT command_id FROM csms.firmware_updates WHERE station_id = $1 AND ($2::int IS NULL OR request_id = $2) ORDER BY asked_at DESC, command_id DESC LIMIT 1)
            """);
        sql.Parameters.Text(station.Value).Integer(requestId).Text(step.Status).Jsonb(JsonSerializer.Serialize(step));
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>The station booted: with another version than before, or in the middle of installing.</summary>
    public async Task<bool> BootedAsync(StationId station, string version, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            UPDATE csms.firmware_updates SET version_after = $2, booted_at = $3
            WHERE command_id = (SELECT command_id FROM csms.firmware_updates WHERE station_id = $1 ORDER BY asked_at DESC, command_id DESC LIMIT 1)
              AND (version_after IS NULL OR version_after = version_before)
              AND (version_before IS DISTINCT FROM $2 OR steps -> -1 ->> 'Status' IN ('Installing', 'InstallRebooting', 'Installed'))
            """);
        sql.Parameters.Text(station.Value).Text(version).Timestamp(at);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Notes that a reset is given for an update. False: one was.</summary>
    public async Task<bool> ResetAsync(Guid update, Guid reset, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("UPDATE csms.firmware_updates SET reset_command = $2, reset_at = $3 WHERE command_id = $1 AND reset_command IS NULL");
        sql.Parameters.Uuid(update).Uuid(reset).Timestamp(at);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Notes what the station said to the reset.</summary>
    public async Task ResetToldAsync(Guid update, string status, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("UPDATE csms.firmware_updates SET reset_status = $2 WHERE command_id = $1");
        sql.Parameters.Uuid(update).Text(status);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The reset was never sent: it may be given again.</summary>
    public async Task NotResetAsync(Guid update, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("UPDATE csms.firmware_updates SET reset_command = NULL, reset_at = NULL WHERE command_id = $1");
        sql.Parameters.Uuid(update);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    public async Task DeleteAsync(StationId station, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("DELETE FROM csms.firmware_updates WHERE station_id = $1");
        sql.Parameters.Text(station.Value);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Updates of a station, newest first.</summary>
    public async Task<List<FirmwareUpdate>> UpdatesAsync(StationId station, Guid? before, int limit, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
             SELECT {UpdateColumns} FROM csms.firmware_updates
             WHERE station_id = $1 AND ($2::uuid IS NULL OR (asked_at, command_id) < (SELECT asked_at, command_id FROM csms.firmware_updates WHERE command_id = $2))
             ORDER BY asked_at DESC, command_id DESC LIMIT $3
             """);
        sql.Parameters.Text(station.Value).Uuid(before).Integer(limit);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>Updates of these commands, by command.</summary>
    public async Task<Dictionary<Guid, FirmwareUpdate>> UpdatesAsync(IReadOnlyCollection<Guid> commands, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {UpdateColumns} FROM csms.firmware_updates WHERE command_id = ANY($1)");
        sql.Parameters.Uuids(commands);
        return (await ReadAsync(sql, cancellation)).ToDictionary(update => update.CommandId);
    }

    private static async Task<List<FirmwareUpdate>> ReadAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var updates = new List<FirmwareUpdate>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            updates.Add(new FirmwareUpdate
            {
                CommandId = reader.GetGuid(0), Station = StationId.Parse(reader.GetString(1)), RequestId = reader.IsDBNull(2) ? null : reader.GetInt32(2), ImageId = reader.IsDBNull(3) ? null : reader.GetGuid(3),
                Source = reader.GetString(4), VersionWanted = reader.TextOrNull(5), VersionBefore = reader.TextOrNull(6), VersionAfter = reader.TextOrNull(7), Signed = reader.GetBoolean(8),
                AskedAt = reader.GetFieldValue<DateTimeOffset>(9), RetrieveAt = reader.TimestampOrNull(10), InstallAt = reader.TimestampOrNull(11), Actor = reader.GetString(12),
                Steps = JsonSerializer.Deserialize<ImmutableArray<FirmwareStep>>(reader.GetString(13)), BootedAt = reader.TimestampOrNull(14), ReplacedBy = reader.IsDBNull(15) ? null : reader.GetGuid(15),
                ResetCommand = reader.IsDBNull(16) ? null : reader.GetGuid(16), ResetAt = reader.TimestampOrNull(17), ResetStatus = reader.TextOrNull(18),
            });
        }

        return updates;
    }
}
