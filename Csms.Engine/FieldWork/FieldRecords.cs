using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.FieldWork;

/// <summary>Notes and photos of stations in the database.</summary>
internal sealed class FieldRecords(NpgsqlDataSource database)
{
    private const string Notes = "id, station_id, job_id, text, written_by, written_at";

    private const string Photos = "id, station_id, job_id, media_type, bytes, caption, taken_by, taken_at";

    /// <summary>Adds a note; false when it is there already.</summary>
    public async Task<bool> AddAsync(FieldNote note, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"INSERT INTO csms.field_notes ({Notes}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING");
        sql.Parameters.Uuid(note.Id).Text(note.Station.Value).Uuid(note.Job).Text(note.Text).Text(note.By).Timestamp(note.At);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Adds a photo; false when it is there already.</summary>
    public async Task<bool> AddAsync(FieldPhoto photo, byte[] content, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"INSERT INTO csms.field_photos ({Photos}, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING");
        sql.Parameters.Uuid(photo.Id).Text(photo.Station.Value).Uuid(photo.Job).Text(photo.MediaType).Integer(photo.Bytes).Text(photo.Caption).Text(photo.By).Timestamp(photo.At).Bytea(content);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Notes, newest first.</summary>
    public async Task<IReadOnlyList<FieldNote>> NotesAsync(StationId? station, Guid? job, int limit, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"SELECT {Notes} FROM csms.field_notes WHERE ($1::text IS NULL OR station_id = $1) AND ($2::uuid IS NULL OR job_id = $2) ORDER BY written_at DESC, id DESC LIMIT $3");
        sql.Parameters.Text(station?.Value).Uuid(job).Integer(limit);
        var notes = new List<FieldNote>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            notes.Add(new FieldNote(reader.GetGuid(0), StationId.Parse(reader.GetString(1)), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3), reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return notes;
    }

    /// <summary>Photos, newest first.</summary>
    public async Task<IReadOnlyList<FieldPhoto>> PhotosAsync(StationId? station, Guid? job, int limit, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"SELECT {Photos} FROM csms.field_photos WHERE ($1::text IS NULL OR station_id = $1) AND ($2::uuid IS NULL OR job_id = $2) ORDER BY taken_at DESC, id DESC LIMIT $3");
        sql.Parameters.Text(station?.Value).Uuid(job).Integer(limit);
        return await ReadAsync(sql, cancellation);
    }

    public async Task<FieldNote?> FindNoteAsync(StationId station, Guid id, CancellationToken cancellation) =>
        (await NotesAsync(station, null, int.MaxValue, cancellation)).FirstOrDefault(note => note.Id == id);

    public async Task<FieldPhoto?> FindPhotoAsync(StationId station, Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Photos} FROM csms.field_photos WHERE station_id = $1 AND id = $2");
        sql.Parameters.Text(station.Value).Uuid(id);
        return await ReadAsync(sql, cancellation) is [var photo, ..] ? photo : null;
    }

    public async Task<byte[]?> ContentAsync(StationId station, Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT content FROM csms.field_photos WHERE station_id = $1 AND id = $2");
        sql.Parameters.Text(station.Value).Uuid(id);
        return await sql.ExecuteScalarAsync(cancellation) as byte[];
    }

    public Task<int> CountNotesAsync(StationId station, CancellationToken cancellation) => CountAsync("field_notes", station, cancellation);

    public Task<int> CountPhotosAsync(StationId station, CancellationToken cancellation) => CountAsync("field_photos", station, cancellation);

    public Task<bool> DeleteNoteAsync(StationId station, Guid id, CancellationToken cancellation) => DeleteAsync("field_notes", station, id, cancellation);

    public Task<bool> DeletePhotoAsync(StationId station, Guid id, CancellationToken cancellation) => DeleteAsync("field_photos", station, id, cancellation);

    private static async Task<IReadOnlyList<FieldPhoto>> ReadAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var photos = new List<FieldPhoto>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            photos.Add(new FieldPhoto(
                reader.GetGuid(0), StationId.Parse(reader.GetString(1)), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3), reader.GetInt32(4), reader.TextOrNull(5), reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7)));
        }

        return photos;
    }

    private async Task<int> CountAsync(string table, StationId station, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT count(*)::int FROM csms.{table} WHERE station_id = $1");
        sql.Parameters.Text(station.Value);
        return (int)(await sql.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<bool> DeleteAsync(string table, StationId station, Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"DELETE FROM csms.{table} WHERE station_id = $1 AND id = $2");
        sql.Parameters.Text(station.Value).Uuid(id);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }
}
