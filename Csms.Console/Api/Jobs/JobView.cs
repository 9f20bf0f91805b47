using Csms.Engine.FieldWork;

namespace Csms.Console.Api.Jobs;

/// <summary>A job in the field, as far as the key sees its stations.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Title">What it is about.</param>
/// <param name="State">open, expired or closed.</param>
/// <param name="Stations">Identities of its stations.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ExpiresAt">Until when its link works.</param>
/// <param name="ClosedAt">When it was closed; null while it is not.</param>
/// <param name="ClosedBy">Who closed it.</param>
/// <param name="Link">Address for the technician: only in the answer that makes it, it can't be read again.</param>
internal sealed record JobView(
    Guid Id, string Title, string State, IReadOnlyList<string> Stations, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? ClosedAt, string? ClosedBy, string? Link)
{
    public static JobView Of(FieldJob job, DateTimeOffset now, string? link = null) => new(
        job.Id, job.Title, job.ClosedAt is not null ? "closed" : job.IsOpenAt(now) ? "open" : "expired", [.. job.Stations.Select(station => station.Id.Value)],
        job.CreatedBy, job.CreatedAt, job.ExpiresAt, job.ClosedAt, job.ClosedBy, link);
}
