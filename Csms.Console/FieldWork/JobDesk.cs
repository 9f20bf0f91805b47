using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.FieldWork;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.FieldWork;

/// <summary>The one way in which staff and programs work on jobs, notes and photos: allowed, done, audited, in that order.</summary>
public sealed class JobDesk(FieldDesk desk, StationDirectory stations, IAuditLog audit, TimeProvider time)
{
    /// <summary>Makes a job.</summary>
    /// <returns>The job and the last part of its link, which nobody can read again; or why not.</returns>
    public async Task<(FieldJob? Job, string? Link, JobRefusal Refusal)> OpenAsync(AccessScope scope, JobWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(wish);
        var title = wish.Title.Trim();
        if (title.Length is 0 or > FieldDesk.MostTitle) return (null, null, JobRefusal.Title);
        if (wish.Stations.Count is 0 or > FieldDesk.MostStations) return (null, null, JobRefusal.Stations);
        if (!IsExpiry(wish.ExpiresAt)) return (null, null, JobRefusal.Expiry);
        var found = wish.Stations.Select(stations.Find).ToList();
        if (found.Any(station => station is null || !scope.Can(Permissions.JobsRead, station.Profile.SiteId))) return (null, null, JobRefusal.Missing);
        if (found.Any(station => !scope.Can(Permissions.JobsWrite, station!.Profile.SiteId))) return (null, null, JobRefusal.Denied);
        var (job, link) = await desk.OpenAsync(title, [.. found.Select(station => new FieldStation(station!.Id, station.Profile.SiteId))], wish.ExpiresAt, scope.Actor.Name, cancellation);
        await audit.WriteAsync(scope.Actor, "job.create", "job", job.Id.ToString(), null, Summary(job), null, CancellationToken.None);
        return (job, link, JobRefusal.None);
    }

    /// <summary>A job with those of its stations that the asker may see; null when there is none.</summary>
    public async Task<FieldJob?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellation) => await desk.FindAsync(id, cancellation) is { } job ? Seen(scope, job) : null;

    /// <summary>Jobs that the asker may see, newest first.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="open">Only those whose link works, or only the others; null: both.</param>
    /// <param name="station">Only jobs about this station; null: all.</param>
    /// <param name="before">Last job of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<FieldJob>> ListAsync(AccessScope scope, bool? open, string? station, Guid? before, int limit, CancellationToken cancellation) =>
        [.. (await desk.ListAsync(scope.SiteIds(Permissions.JobsRead), open, station, before, limit, cancellation)).Select(job => Seen(scope, job)).OfType<FieldJob>()];

    /// <summary>Whether the asker may renew and close a job: who may write at every station of it.</summary>
    public async Task<bool> MayWriteAsync(AccessScope scope, Guid id, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is { } whole && whole.Stations.All(station => scope.Can(Permissions.JobsWrite, SiteOf(station)));

    /// <summary>Gives a job a new link; the one before opens nothing any more.</summary>
    public async Task<(string? Link, JobRefusal Refusal)> RenewAsync(AccessScope scope, Guid id, DateTimeOffset expiresAt, CancellationToken cancellation)
    {
        if (await FindAsync(scope, id, cancellation) is not { } job) return (null, JobRefusal.Missing);
        if (!await MayWriteAsync(scope, id, cancellation)) return (null, JobRefusal.Denied);
        if (!IsExpiry(expiresAt)) return (null, JobRefusal.Expiry);
        if (await desk.RenewAsync(id, expiresAt, cancellation) is not { } link) return (null, JobRefusal.Closed);
        await audit.WriteAsync(scope.Actor, "job.renew", "job", id.ToString(), new { job.ExpiresAt }, new { ExpiresAt = expiresAt }, null, CancellationToken.None);
        return (link, JobRefusal.None);
    }

    /// <summary>Closes a job: its link opens nothing any more.</summary>
    public async Task<JobRefusal> CloseAsync(AccessScope scope, Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(scope, id, cancellation) is not { } job) return JobRefusal.Missing;
        if (!await MayWriteAsync(scope, id, cancellation)) return JobRefusal.Denied;
        if (!await desk.CloseAsync(id, scope.Actor.Name, cancellation)) return JobRefusal.Closed;
        await audit.WriteAsync(scope.Actor, "job.close", "job", id.ToString(), Summary(job), null, null, CancellationToken.None);
        return JobRefusal.None;
    }

    /// <summary>Adds a note about a station.</summary>
    public async Task<JobRefusal> AddNoteAsync(AccessScope scope, StationId station, Guid id, string text, CancellationToken cancellation)
    {
        if (Refused(scope, station) is { } refusal) return refusal;
        var words = text.Trim();
        if (words.Length is 0 or > FieldDesk.MostNote) return JobRefusal.Text;
        var added = await desk.AddNoteAsync(id, station, null, words, scope.Actor.Name, cancellation);
        if (added == true) await audit.WriteAsync(scope.Actor, "station.note.add", "station", station.Value, null, new { Id = id, Text = words }, null, CancellationToken.None);
        return added is null ? JobRefusal.TooMany : JobRefusal.None;
    }

    /// <summary>Deletes a note.</summary>
    public async Task<JobRefusal> DeleteNoteAsync(AccessScope scope, StationId station, Guid id, CancellationToken cancellation)
    {
        if (Refused(scope, station) is { } refusal) return refusal;
        if (await desk.DeleteNoteAsync(station, id, cancellation) is not { } note) return JobRefusal.Missing;
        await audit.WriteAsync(scope.Actor, "station.note.delete", "station", station.Value, new { note.Id, note.Text, note.By, note.At }, null, null, CancellationToken.None);
        return JobRefusal.None;
    }

    /// <summary>Adds a photo of a station.</summary>
    public async Task<(JobRefusal Refusal, PhotoRefusal Photo)> AddPhotoAsync(AccessScope scope, StationId station, Guid id, ReadOnlyMemory<byte> file, string? caption, CancellationToken cancellation)
    {
        if (Refused(scope, station) is { } refusal) return (refusal, PhotoRefusal.None);
        var (added, photo) = await desk.AddPhotoAsync(id, station, null, file, Words(caption), scope.Actor.Name, cancellation);
        if (added is not null) await audit.WriteAsync(scope.Actor, "station.photo.add", "station", station.Value, null, new { added.Id, added.Bytes, added.Caption }, null, CancellationToken.None);
        return (JobRefusal.None, photo);
    }

    /// <summary>Deletes a photo.</summary>
    public async Task<JobRefusal> DeletePhotoAsync(AccessScope scope, StationId station, Guid id, CancellationToken cancellation)
    {
        if (Refused(scope, station) is { } refusal) return refusal;
        if (await desk.DeletePhotoAsync(station, id, cancellation) is not { } photo) return JobRefusal.Missing;
        await audit.WriteAsync(scope.Actor, "station.photo.delete", "station", station.Value, new { photo.Id, photo.Caption, photo.By, photo.At }, null, null, CancellationToken.None);
        return JobRefusal.None;
    }

    /// <summary>Words of people, cut to what is kept; null without.</summary>
    internal static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: > FieldDesk.MostWords } all ? all[..FieldDesk.MostWords] : text.Trim();

    private static object Summary(FieldJob job) => new { job.Title, Stations = job.Stations.Select(station => station.Id.Value), job.ExpiresAt };

    private bool IsExpiry(DateTimeOffset at) => at > time.GetUtcNow() && at <= time.GetUtcNow() + FieldDesk.Longest + TimeSpan.FromMinutes(1);

    private FieldJob? Seen(AccessScope scope, FieldJob job) =>
        job.Stations.Where(station => scope.Can(Permissions.JobsRead, SiteOf(station))).ToList() is { Count: > 0 } seen ? job with { Stations = seen } : null;

    /// <summary>Where it stands now; of one that is gone, where it stood.</summary>
    private string? SiteOf(FieldStation station) => stations.Find(station.Id) is { } known ? known.Profile.SiteId : station.SiteId;

    private JobRefusal? Refused(AccessScope scope, StationId id) => stations.Find(id) is not { } station || !scope.Can(Permissions.JobsRead, station.Profile.SiteId) ? JobRefusal.Missing
        : scope.Can(Permissions.JobsWrite, station.Profile.SiteId) ? null : JobRefusal.Denied;
}
