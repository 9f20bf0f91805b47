using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>
/// Jobs, their links, notes and photos. A link is 256 random bits and only its hash is kept: who made the job sees it once. Who may do what is
/// the caller's to ask.
/// </summary>
public sealed class FieldDesk
{
    /// <summary>The longest title, characters.</summary>
    public const int MostTitle = 120;

    /// <summary>The longest note, characters.</summary>
    public const int MostNote = 4000;

    /// <summary>The longest caption or name, characters.</summary>
    public const int MostWords = 120;

    /// <summary>The most stations of one job.</summary>
    public const int MostStations = 200;

    /// <summary>The largest photo, bytes.</summary>
    public const int MostPhotoBytes = 12 * 1024 * 1024;

    /// <summary>As many photos of a station are kept, and as many notes: a link that got around can't fill the store.</summary>
    public const int MostOfAStation = 500;

    /// <summary>The longest life of a link.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private const int LinkBytes = 32;

    private readonly FieldStore _store;
    private readonly FieldRecords _records;
    private readonly TimeProvider _time;

    internal FieldDesk(FieldStore store, FieldRecords records, TimeProvider time) => (_store, _records, _time) = (store, records, time);

    /// <summary>Something about a job or a station changed, and stands so in the store. Returns at once.</summary>
    public event Action<Guid?, StationId?>? Changed;

    /// <summary>Makes a job.</summary>
    /// <returns>The job and the last part of its link, which nobody can read again.</returns>
    public async Task<(FieldJob Job, string Link)> OpenAsync(string title, IReadOnlyList<FieldStation> stations, DateTimeOffset expiresAt, string by, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stations.Count, MostStations);
        ArgumentOutOfRangeException.ThrowIfZero(stations.Count);
        var now = Now;
        var job = new FieldJob { Id = Guid.CreateVersion7(now), Title = title, Stations = [.. stations.DistinctBy(station => station.Id)], CreatedBy = by, CreatedAt = now, LinkAt = now, ExpiresAt = expiresAt };
        var link = NewLink();
        await _store.AddAsync(job, HashOf(link), cancellation);
        Changed?.Invoke(job.Id, null);
        return (job, link);
    }

    /// <summary>Gives a job a new link; the one before opens nothing any more.</summary>
    /// <returns>The new link; null when the job is closed or there is none.</returns>
    public async Task<string?> RenewAsync(Guid id, DateTimeOffset expiresAt, CancellationToken cancellation)
    {
        var link = NewLink();
        if (!await _store.RenewAsync(id, HashOf(link), Now, expiresAt, cancellation)) return null;
        Changed?.Invoke(id, null);
        return link;
    }

    /// <summary>Closes a job: its link opens nothing any more. False when it is closed already.</summary>
    public async Task<bool> CloseAsync(Guid id, string by, CancellationToken cancellation)
    {
        if (!await _store.CloseAsync(id, by, Now, cancellation)) return false;
        Changed?.Invoke(id, null);
        return true;
    }

    /// <summary>A job; null when there is none.</summary>
    public Task<FieldJob?> FindAsync(Guid id, CancellationToken cancellation) => _store.FindAsync(id, cancellation);

    /// <summary>The job of a link, also one that is closed or expired; null when there is none.</summary>
    public async Task<FieldJob?> FindAsync(string link, CancellationToken cancellation)
    {
        if (link.Length is 0 or > 64) return null;
        var hash = HashOf(link);
        return await _store.FindLinkAsync(hash, cancellation) is { } found && CryptographicOperations.FixedTimeEquals(hash, found.Hash) ? await _store.FindAsync(found.Job, cancellation) : null;
    }

    /// <summary>Jobs, newest first.</summary>
    /// <param name="sites">Only jobs with a station of these sites; null: all.</param>
    /// <param name="open">Only those whose link works, or only the others; null: both.</param>
    /// <param name="station">Only jobs about this station; null: all.</param>
    /// <param name="before">Last job of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<FieldJob>> ListAsync(IReadOnlyCollection<string>? sites, bool? open, string? station, Guid? before, int limit, CancellationToken cancellation) =>
        _store.ListAsync(sites, open, station, before, limit, Now, cancellation);

    /// <summary>What the checks of some jobs have found so far.</summary>
    public Task<IReadOnlyList<FieldResult>> ResultsAsync(IReadOnlyCollection<Guid> jobs, CancellationToken cancellation) => _store.ResultsAsync(jobs, cancellation);

    /// <summary>Notes about a station or of a job, newest first.</summary>
    public Task<IReadOnlyList<FieldNote>> NotesAsync(StationId? station, Guid? job, CancellationToken cancellation) => _records.NotesAsync(station, job, MostOfAStation, cancellation);

    /// <summary>Photos of a station or of a job, newest first.</summary>
    public Task<IReadOnlyList<FieldPhoto>> PhotosAsync(StationId? station, Guid? job, CancellationToken cancellation) => _records.PhotosAsync(station, job, MostOfAStation, cancellation);

    /// <summary>A photo; null when the station has none of this number.</summary>
    public Task<FieldPhoto?> FindPhotoAsync(StationId station, Guid id, CancellationToken cancellation) => _records.FindPhotoAsync(station, id, cancellation);

    /// <summary>A note; null when the station has none of this number.</summary>
    public Task<FieldNote?> FindNoteAsync(StationId station, Guid id, CancellationToken cancellation) => _records.FindNoteAsync(station, id, cancellation);

    /// <summary>The image itself; null when there is none.</summary>
    public Task<byte[]?> ContentAsync(StationId station, Guid id, CancellationToken cancellation) => _records.ContentAsync(station, id, cancellation);

    /// <summary>Keeps a note. The same number again keeps nothing and is no fault: an answer got lost on the way.</summary>
    /// <returns>It was new; null: the station has too many.</returns>
    public async Task<bool?> AddNoteAsync(Guid id, StationId station, Guid? job, string text, string by, CancellationToken cancellation)
    {
        if (await _records.CountNotesAsync(station, cancellation) >= MostOfAStation) return null;
        var added = await _records.AddAsync(new FieldNote(id, station, job, text, by, Now), cancellation);
        if (added) Changed?.Invoke(job, station);
        return added;
    }

    /// <summary>Keeps a photo, without what the camera added to it. The same number again keeps nothing and is no fault.</summary>
    /// <returns>The photo if it was new, or why it was not taken.</returns>
    public async Task<(FieldPhoto? Added, PhotoRefusal Refusal)> AddPhotoAsync(Guid id, StationId station, Guid? job, ReadOnlyMemory<byte> file, string? caption, string by, CancellationToken cancellation)
    {
        if (file.Length > MostPhotoBytes) return (null, PhotoRefusal.TooBig);
        if (PhotoContent.Read(file.Span, out var refusal) is not { } content) return (null, refusal);
        if (await _records.CountPhotosAsync(station, cancellation) >= MostOfAStation) return (null, PhotoRefusal.TooMany);
        var photo = new FieldPhoto(id, station, job, content.MediaType, content.Bytes.Length, caption, by, Now);
        if (!await _records.AddAsync(photo, content.Bytes, cancellation)) return (null, PhotoRefusal.None);
        if (job is { } of) await PhotographedAsync(of, station, by, cancellation);
        Changed?.Invoke(job, station);
        return (photo, PhotoRefusal.None);
    }

    /// <summary>Deletes a note; null when there was none.</summary>
    public async Task<FieldNote?> DeleteNoteAsync(StationId station, Guid id, CancellationToken cancellation)
    {
        if (await _records.FindNoteAsync(station, id, cancellation) is not { } note || !await _records.DeleteNoteAsync(station, id, cancellation)) return null;
        Changed?.Invoke(note.Job, station);
        return note;
    }

    /// <summary>Deletes a photo; null when there was none.</summary>
    public async Task<FieldPhoto?> DeletePhotoAsync(StationId station, Guid id, CancellationToken cancellation)
    {
        if (await _records.FindPhotoAsync(station, id, cancellation) is not { } photo || !await _records.DeletePhotoAsync(station, id, cancellation)) return null;
        Changed?.Invoke(photo.Job, station);
        return photo;
    }

    internal async Task SaveAsync(FieldResult result, CancellationToken cancellation)
    {
        await _store.SaveAsync(result, cancellation);
        Changed?.Invoke(result.Job, result.Station);
    }

    internal Task<bool> IsAnyUnderWayAsync(CancellationToken cancellation) => _store.IsAnyUnderWayAsync(cancellation);

    /// <summary>What nodes left behind that are no more runs no longer. False: nothing.</summary>
    internal async Task<bool> InterruptAsync(IEnumerable<StationId> own, CancellationToken cancellation)
    {
        var interrupted = await _store.InterruptAsync(own, Now, cancellation);
        foreach (var (job, station) in interrupted) Changed?.Invoke(job, station);
        return interrupted.Count > 0;
    }

    internal async Task<FieldResult?> ResultAsync(Guid job, StationId station, FieldItem item, CancellationToken cancellation) =>
        (await _store.ResultsAsync([job], cancellation)).FirstOrDefault(result => result.Station == station && result.Item == item);

    private DateTimeOffset Now => _time.GetUtcNow();

    private static string NewLink() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(LinkBytes));

    private static byte[] HashOf(string link) => SHA256.HashData(Encoding.UTF8.GetBytes(link));

    private async Task PhotographedAsync(Guid job, StationId station, string by, CancellationToken cancellation)
    {
        var item = new FieldItem(FieldCheck.Photo, 0);
        var before = await ResultAsync(job, station, item, cancellation);
        var count = (await _records.PhotosAsync(station, job, MostOfAStation, cancellation)).Count;
        await _store.SaveAsync(
            new FieldResult { Job = job, Station = station, Item = item, State = FieldState.Passed, Finding = Statement.Of(FieldFinding.Photos, count), By = by, StartedAt = before?.StartedAt ?? Now, EndedAt = Now, Attempts = count }, cancellation);
    }
}
