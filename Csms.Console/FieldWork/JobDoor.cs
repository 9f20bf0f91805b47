using System.Net;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.FieldWork;
using Csms.Engine.Units;

namespace Csms.Console.FieldWork;

/// <summary>What whoever has the link of a job may do, without an account: at the stations of the job, these things, as long as it is open.</summary>
internal sealed class JobDoor(FieldDesk desk, FieldTests tests, WrongLinks wrong, IAuditLog audit, TimeProvider time)
{
    /// <summary>The job of a link.</summary>
    /// <param name="link">Last part of the link.</param>
    /// <param name="address">Who asks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job, also of one that is over, for its title; null when there is none.</returns>
    public async Task<(DoorState State, FieldJob? Job)> OpenAsync(string link, IPAddress? address, CancellationToken cancellation)
    {
        if (wrong.IsBlocked(address)) return (DoorState.TooMany, null);
        if (await desk.FindAsync(link, cancellation) is not { } job)
        {
            wrong.Count(address);
            return (DoorState.Unknown, null);
        }
        return (job.ClosedAt is not null ? DoorState.Closed : job.IsOpenAt(time.GetUtcNow()) ? DoorState.Open : DoorState.Expired, job);
    }

    /// <summary>Begins tests; false when one of the station runs.</summary>
    public async Task<bool> RunAsync(FieldJob job, StationId station, IReadOnlyList<FieldItem> items, string? by, CancellationToken cancellation)
    {
        Demand(job, station);
        if (!await tests.BeginAsync(job, station, items, Name(job, by), cancellation)) return false;
        await WriteAsync(job, "job.test.run", station, new { Tests = items.Select(item => item.Name), By = by });
        return true;
    }

    /// <summary>Stops what runs at a station.</summary>
    public async Task<bool> StopAsync(FieldJob job, StationId station, string? by)
    {
        Demand(job, station);
        if (!await tests.StopAsync(job.Id, station)) return false;
        await WriteAsync(job, "job.test.stop", station, new { By = by });
        return true;
    }

    /// <summary>Leaves a line out, with the reason.</summary>
    public async Task<bool> SkipAsync(FieldJob job, StationId station, FieldItem item, string note, string? by, CancellationToken cancellation)
    {
        Demand(job, station);
        if (!await tests.SkipAsync(job.Id, station, item, note, Name(job, by), cancellation)) return false;
        await WriteAsync(job, "job.test.skip", station, new { Test = item.Name, Note = note, By = by });
        return true;
    }

    /// <summary>Keeps a note; null when the station has too many.</summary>
    public async Task<bool?> AddNoteAsync(FieldJob job, StationId station, Guid id, string text, string? by, CancellationToken cancellation)
    {
        Demand(job, station);
        var added = await desk.AddNoteAsync(id, station, job.Id, text, Name(job, by), cancellation);
        if (added == true) await WriteAsync(job, "station.note.add", station, new { Id = id, Text = text, By = by });
        return added;
    }

    /// <summary>Keeps a photo.</summary>
    public async Task<PhotoRefusal> AddPhotoAsync(FieldJob job, StationId station, Guid id, ReadOnlyMemory<byte> file, string? caption, string? by, CancellationToken cancellation)
    {
        Demand(job, station);
        var (added, refusal) = await desk.AddPhotoAsync(id, station, job.Id, file, JobDesk.Words(caption), Name(job, by), cancellation);
        if (added is not null) await WriteAsync(job, "station.photo.add", station, new { added.Id, added.Bytes, added.Caption, By = by });
        return refusal;
    }

    private static string Name(FieldJob job, string? by) => JobDesk.Words(by) ?? job.Title;

    private static void Demand(FieldJob job, StationId station)
    {
        if (!job.Has(station)) throw new InvalidOperationException($"{station} is no station of job {job.Id}");
    }

    private Task WriteAsync(FieldJob job, string action, StationId station, object what) =>
        audit.WriteAsync(new Actor(ActorKind.Job, job.Id.ToString(), job.Title), action, "station", station.Value, null, what, null, CancellationToken.None);
}
