using Csms.Engine.Gateway.Uploads;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations.Logs;

/// <summary>The log files in the database; their content is on disk.</summary>
internal sealed class LogFileStore(NpgsqlDataSource database)
{
    private const string Columns = "id, station_id, command_id, request_id, log_type, requested_at, expires_at, received_at, bytes, file_name, status, status_at, fault";

    public async Task AddAsync(LogFile file, byte[] secretHash, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.log_files (id, station_id, command_id, request_id, log_type, requested_at, expires_at, secret_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        sql.Parameters.Uuid(file.Id).Text(file.Station.Value).Uuid(file.CommandId).Integer(file.RequestId).Text(file.LogType)
            .Timestamp(file.RequestedAt).Timestamp(file.ExpiresAt).Bytea(secretHash);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    public Task<LogFile?> FindAsync(byte[] secretHash, CancellationToken cancellation) =>
        OneAsync($"SELECT {Columns} FROM csms.log_files WHERE secret_hash = $1", sql => sql.Bytea(secretHash), cancellation);

    public Task<LogFile?> FindAsync(StationId station, Guid id, CancellationToken cancellation) =>
        OneAsync($"SELECT {Columns} FROM csms.log_files WHERE id = $1 AND station_id = $2", sql => sql.Uuid(id).Text(station.Value), cancellation);

    /// <summary>Files of a station, newest first.</summary>
    /// <param name="station">Whose.</param>
    /// <param name="before">Last file of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<List<LogFile>> ListAsync(StationId station, Guid? before, int limit, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
             SELECT {Columns} FROM csms.log_files
             WHERE station_id = $1 AND ($2::uuid IS NULL OR (requested_at, id) < (SELECT requested_at, id FROM csms.log_files WHERE id = $2))
             ORDER BY requested_at DESC, id DESC LIMIT $3
             """);
        sql.Parameters.Text(station.Value).Uuid(before).Integer(limit);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>Notes that the file is here; false when another upload was first.</summary>
    public Task<bool> ReceivedAsync(Guid id, long bytes, string? fileName, DateTimeOffset at, CancellationToken cancellation) => DoAsync(
        "UPDATE csms.log_files SET received_at = $2, bytes = $3, file_name = coalesce($4, file_name), fault = NULL WHERE id = $1 AND received_at IS NULL",
        sql => sql.Uuid(id).Timestamp(at).Bigint(bytes).Text(fileName), cancellation);

    public Task<bool> FaultAsync(Guid id, UploadResult fault, CancellationToken cancellation) =>
        DoAsync("UPDATE csms.log_files SET fault = $2 WHERE id = $1 AND received_at IS NULL", sql => sql.Uuid(id).Text(fault.ToString()), cancellation);

    /// <summary>The name that the station gave in its answer; the one of the upload itself goes before.</summary>
    public Task<bool> NameAsync(Guid id, string fileName, CancellationToken cancellation) =>
        DoAsync("UPDATE csms.log_files SET file_name = coalesce(file_name, $2) WHERE id = $1", sql => sql.Uuid(id).Text(fileName), cancellation);

    /// <summary>The station's word about an upload; without a number it is about the last one asked for.</summary>
    public Task<bool> StatusAsync(StationId station, int? requestId, string status, DateTimeOffset at, CancellationToken cancellation) => DoAsync(
        """
        UPDATE csms.log_files SET status = $3, status_at = $4
        WHERE id = (SELECT id FROM csms.log_files WHERE station_id = $1 AND ($2 IS NULL OR request_id = $2) ORDER BY requested_at DESC LIMIT 1)
        """,
        sql => sql.Text(station.Value).Integer(requestId).Text(status).Timestamp(at), cancellation);

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellation) => DoAsync("DELETE FROM csms.log_files WHERE id = $1", sql => sql.Uuid(id), cancellation);

    /// <summary>Deletes the files of a station.</summary>
    /// <returns>Their ids.</returns>
    public Task<List<Guid>> DeleteAsync(StationId station, CancellationToken cancellation) =>
        IdsAsync("DELETE FROM csms.log_files WHERE station_id = $1 RETURNING id", sql => sql.Text(station.Value), cancellation);

    /// <summary>Deletes what was asked for before a time.</summary>
    /// <returns>Their ids.</returns>
    public Task<List<Guid>> DeleteBeforeAsync(DateTimeOffset before, CancellationToken cancellation) =>
        IdsAsync("DELETE FROM csms.log_files WHERE requested_at < $1 AND expires_at < $1 RETURNING id", sql => sql.Timestamp(before), cancellation);

    private async Task<bool> DoAsync(string text, Func<NpgsqlParameterCollection, NpgsqlParameterCollection> fill, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(text);
        fill(sql.Parameters);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }

    private async Task<List<Guid>> IdsAsync(string text, Func<NpgsqlParameterCollection, NpgsqlParameterCollection> fill, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(text);
        fill(sql.Parameters);
        var ids = new List<Guid>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    private async Task<LogFile?> OneAsync(string text, Func<NpgsqlParameterCollection, NpgsqlParameterCollection> fill, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(text);
        fill(sql.Parameters);
        return (await ReadAsync(sql, cancellation)).FirstOrDefault();
    }

    private static async Task<List<LogFile>> ReadAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var files = new List<LogFile>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            files.Add(new LogFile
            {
                Id = reader.GetGuid(0),
                Station = StationId.Parse(reader.GetString(1)),
                CommandId = reader.GetGuid(2),
                RequestId = reader.GetInt32(3),
                LogType = reader.GetString(4),
                RequestedAt = reader.GetFieldValue<DateTimeOffset>(5),
                ExpiresAt = reader.GetFieldValue<DateTimeOffset>(6),
                ReceivedAt = reader.TimestampOrNull(7),
                Bytes = reader.BigintOrNull(8),
                FileName = reader.TextOrNull(9),
                Status = reader.TextOrNull(10),
                StatusAt = reader.TimestampOrNull(11),
                Fault = reader.IsDBNull(12) ? null : Enum.Parse<UploadResult>(reader.GetString(12)),
            });
        }

        return files;
    }
}
