using Csms.Engine.Units;

namespace Csms.Console.Security.Audit;

/// <summary>Where every write leaves its trace. Call it after the write is committed.</summary>
public interface IAuditLog
{
    /// <summary>Adds an entry. The address of the caller is taken from the request or circuit.</summary>
    /// <param name="by">Who acted: <see cref="AccessScope.Actor"/>.</param>
    /// <param name="action">Dotted, "station.delete".</param>
    /// <param name="subjectKind">"station", "session", "token", "user", "apiKey", "setting".</param>
    /// <param name="subjectId">Id of the thing.</param>
    /// <param name="before">State before, written as JSON; no secrets.</param>
    /// <param name="after">State after, written as JSON; no secrets.</param>
    /// <param name="reason">The typed reason.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    Task WriteAsync(Actor by, string action, string subjectKind, string subjectId, object? before = null, object? after = null, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Adds many entries of one person at one moment.</summary>
    Task WriteAsync(Actor by, IReadOnlyCollection<AuditWrite> writes, CancellationToken cancellationToken = default);

    /// <summary>Newest first.</summary>
    Task<AuditPage> ReadAsync(AuditQuery query, int skip, int take, CancellationToken cancellationToken = default);

    /// <summary>Newest first, after a place: what is written meanwhile moves nothing.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAfterAsync(AuditQuery query, ListPlace? after, int take, CancellationToken cancellationToken = default);

    /// <summary>One entry; null when there is none.</summary>
    Task<AuditEntry?> FindAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Newest first and one by one, for a file of any length.</summary>
    IAsyncEnumerable<AuditEntry> ReadAllAsync(AuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>Who has done something, by name.</summary>
    Task<IReadOnlyList<AuditActor>> ActorsAsync(CancellationToken cancellationToken = default);

    /// <summary>What has been done, by name.</summary>
    Task<IReadOnlyList<string>> ActionsAsync(CancellationToken cancellationToken = default);
}
