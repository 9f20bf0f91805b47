using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Console.Security.Storage;
using Csms.Engine.Units;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.Audit;

internal sealed class AuditLog(IDbContextFactory<ConsoleDbContext> databases, CallerAddress caller, TimeProvider time) : IAuditLog
{
    private const int PieceLength = 2000;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() } };

    public async Task WriteAsync(Actor by, string action, string subjectKind, string subjectId, object? before = null, object? after = null, string? reason = null, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Audit.Add(Entry(by, new AuditWrite(action, subjectKind, subjectId, before, after, reason), time.GetUtcNow()));
        await database.SaveChangesAsync(cancellationToken);
    }

    public async Task WriteAsync(Actor by, IReadOnlyCollection<AuditWrite> writes, CancellationToken cancellationToken = default)
    {
        // Ten thousands at a time, after an import: one statement for each piece instead of one for each entry.
        var at = time.GetUtcNow().UtcDateTime;
        var (kind, address) = (by.Kind.ToString(), caller.Address);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var piece in writes.Chunk(PieceLength))
        {
            var entries = piece.Select(write => Entry(by, write, default)).ToList();
            string?[] actions = [.. entries.Select(entry => entry.Action)], kinds = [.. entries.Select(entry => entry.SubjectKind)], ids = [.. entries.Select(entry => entry.SubjectId)];
            string?[] before = [.. entries.Select(entry => entry.Before)], after = [.. entries.Select(entry => entry.After)], reasons = [.. entries.Select(entry => entry.Reason)];
            await database.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO console.audit ("At", "ActorKind", "ActorId", "ActorName", "Ip", "Action", "SubjectKind", "SubjectId", "Before", "After", "Reason")
                 SELECT {at}, {kind}, {by.Id}, {by.Name}, {address}, n.action, n.kind, n.id, n.before::jsonb, n.after::jsonb, n.reason
                 FROM unnest({actions}, {kinds}, {ids}, {before}, {after}, {reasons}) AS n (action, kind, id, before, after, reason)
                 """, cancellationToken);
        }
    }

    public async Task<AuditPage> ReadAsync(AuditQuery query, int skip, int take, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = Filtered(database, query);
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(skip).Take(take).ToListAsync(cancellationToken);
        return new AuditPage(page, total);
    }

    public async Task<IReadOnlyList<AuditEntry>> ReadAfterAsync(AuditQuery query, ListPlace? after, int take, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = Filtered(database, query);
        if (after is { At: var at, Id: var id }) rows = rows.Where(e => e.At < at || (e.At == at && e.Id < id));
        return await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take).ToListAsync(cancellationToken);
    }

    public async Task<AuditEntry?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Audit.AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == id, cancellationToken);
    }

    public async IAsyncEnumerable<AuditEntry> ReadAllAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var entry in Filtered(database, query).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return entry;
    }

    public async Task<IReadOnlyList<AuditActor>> ActorsAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var actors = await database.Audit.GroupBy(entry => entry.ActorId)
            .Select(group => new { group.Key, Name = group.OrderByDescending(entry => entry.Id).Select(entry => entry.ActorName).First() }).ToListAsync(cancellationToken);
        return [.. actors.Select(actor => new AuditActor(actor.Key, actor.Name)).OrderBy(actor => actor.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    public async Task<IReadOnlyList<string>> ActionsAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Audit.Select(entry => entry.Action).Distinct().OrderBy(action => action).ToListAsync(cancellationToken);
    }

    private AuditEntry Entry(Actor by, AuditWrite write, DateTimeOffset at) => new()
    {
        At = at,
        ActorKind = by.Kind,
        ActorId = by.Id,
        ActorName = by.Name,
        Ip = caller.Address,
        Action = write.Action,
        SubjectKind = write.SubjectKind,
        SubjectId = write.SubjectId,
        Before = write.Before is null ? null : JsonSerializer.Serialize(write.Before, _json),
        After = write.After is null ? null : JsonSerializer.Serialize(write.After, _json),
        Reason = string.IsNullOrWhiteSpace(write.Reason) ? null : write.Reason.Trim(),
    };

    private static IQueryable<AuditEntry> Filtered(ConsoleDbContext database, AuditQuery query)
    {
        var rows = database.Audit.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = $"%{query.Text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
            rows = rows.Where(e => EF.Functions.ILike(e.ActorName, like) || EF.Functions.ILike(e.SubjectId, like) || EF.Functions.ILike(e.Action, like) || EF.Functions.ILike(e.Reason!, like));
        }
        if (query.SubjectKind is { } kind) rows = rows.Where(e => e.SubjectKind == kind);
        if (query.SubjectId is { } subject) rows = rows.Where(e => e.SubjectId == subject);
        if (query.ActorId is { } actor) rows = rows.Where(e => e.ActorId == actor);
        if (query.Action is { } action) rows = rows.Where(e => e.Action == action);
        if (query.From is { } from) rows = rows.Where(e => e.At >= from);
        if (query.To is { } to) rows = rows.Where(e => e.At < to);
        return rows;
    }
}
