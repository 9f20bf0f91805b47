using System.Collections.Immutable;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>Requests for certificates in the database.</summary>
internal sealed class SigningStore(NpgsqlDataSource database)
{
    /// <summary>All, by the compact number of the station; the newest first.</summary>
    public async Task<Dictionary<int, ImmutableList<CertificateSigning>>> LoadAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            "SELECT station_key, id, asked_at, use, request_id, csr, state, fault, answer, chain, command_id, ended_at FROM csms.certificate_signings ORDER BY station_key, asked_at DESC");
        var signings = new Dictionary<int, ImmutableList<CertificateSigning>>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var chain = reader.TextOrNull(9);
            var signing = new CertificateSigning
            {
                Id = reader.GetGuid(1),
                AskedAt = reader.GetFieldValue<DateTimeOffset>(2),
                Use = reader.TextOrNull(3),
                RequestId = reader.IntegerOrNull(4),
                Csr = reader.GetString(5),
                State = Enum.Parse<SigningState>(reader.GetString(6)),
                Fault = reader.TextOrNull(7) is { } fault ? Enum.Parse<SigningFault>(fault) : null,
                Answer = reader.TextOrNull(8),
                Chain = chain,
                Certificate = FactsOf(chain),
                CommandId = reader.IsDBNull(10) ? null : reader.GetGuid(10),
                EndedAt = reader.TimestampOrNull(11),
            };
            var key = reader.GetInt32(0);
            signings[key] = signings.GetValueOrDefault(key, []).Add(signing);
        }

        return signings;
    }

    /// <summary>Writes one, and takes away what is kept no longer. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, CertificateSigning signing, IEnumerable<Guid> dropped, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            WITH saved AS (
                INSERT INTO csms.certificate_signings (id, station_key, asked_at, use, request_id, csr, state, fault, answer, chain, command_id, ended_at)
                SELECT $1, key, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM csms.stations WHERE key = $2
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, fault = excluded.fault, answer = excluded.answer, chain = excluded.chain,
                    command_id = excluded.command_id, ended_at = excluded.ended_at)
            DELETE FROM csms.certificate_signings WHERE id = ANY($13)
            """);
        sql.Parameters.Uuid(signing.Id).Integer(stationKey).Timestamp(signing.AskedAt).Text(signing.Use).Integer(signing.RequestId).Text(StationText.Storable(signing.Csr))
            .Text(signing.State.ToString()).Text(signing.Fault?.ToString()).Text(StationText.Storable(signing.Answer)).Text(signing.Chain).Uuid(signing.CommandId).Timestamp(signing.EndedAt).Uuids(dropped);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    private static CertificateFacts? FactsOf(string? chain)
    {
        if (PemChain.Read(chain).Certificates is not { } certificates) return null;
        var facts = CertificateFacts.Of(certificates[0]);
        foreach (var certificate in certificates) certificate.Dispose();
        return facts;
    }
}
