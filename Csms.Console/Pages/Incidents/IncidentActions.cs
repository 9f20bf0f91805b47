using System.Globalization;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Incidents;
using Npgsql;

namespace Csms.Console.Pages.Incidents;

/// <summary>What people do with incidents from the console: allowed, done, audited, in that order.</summary>
internal sealed class IncidentActions(IncidentDesk desk, IncidentStore store, IAuditLog audit, IUserScope scope)
{
    public Task<IncidentResult> AcknowledgeAsync(long id) =>
        DoAsync(id, "incident.acknowledge", null, actor => desk.AcknowledgeAsync(id, actor, CancellationToken.None));

    public Task<IncidentResult> AssignAsync(long id, string? assignee) =>
        DoAsync(id, "incident.assign", null, actor => desk.AssignAsync(id, assignee, actor, CancellationToken.None));

    public Task<IncidentResult> CloseAsync(long id, string reason) =>
        DoAsync(id, "incident.close", reason, actor => desk.CloseAsync(id, actor, reason, CancellationToken.None));

    public Task<IncidentResult> CommentAsync(long id, string text) => DoAsync(id, "incident.comment", text, async actor =>
    {
        await desk.CommentAsync(id, actor, text, CancellationToken.None);
        return await store.FindAsync(id, CancellationToken.None);
    });

    private async Task<IncidentResult> DoAsync(long id, string action, string? reason, Func<string, Task<Incident?>> write)
    {
        var may = await scope.GetAsync();
        try
        {
            if (await store.FindAsync(id, CancellationToken.None) is not { } before || !may.Can(Permissions.IncidentsWrite, before.SiteId)) return IncidentResult.Denied;
            if (await write(may.Actor.Name) is not { } after) return IncidentResult.Changed;
            await audit.WriteAsync(may.Actor, action, "incident", id.ToString(CultureInfo.InvariantCulture), Short(before), Short(after), reason);
            return IncidentResult.Done;
        }
        catch (NpgsqlException)
        {
            return IncidentResult.NotSaved;
        }
    }

    private static object Short(Incident incident) => new { incident.State, incident.AcknowledgedBy, incident.Assignee, incident.CloseReason };
}
