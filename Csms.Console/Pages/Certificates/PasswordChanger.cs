using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Certificates;
using Csms.Engine.LiveView;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Certificates;

/// <summary>A person's wish for a new password of a station: checked, done, written down.</summary>
internal sealed class PasswordChanger(PasswordChanges changes, LiveBoard board, IUserScope userScope, IAuditLog audit)
{
    /// <summary>Gives a station a new password; null: it is begun, and the panel shows what becomes of it.</summary>
    public async Task<PasswordChangeRefusal?> ChangeAsync(StationId id)
    {
        var scope = await userScope.GetAsync();
        if (board.Find(id, scope.Live()) is not { } station || !scope.Can(Permissions.CommandConfig, station.Profile.SiteId)) return PasswordChangeRefusal.NoStation;
        var (change, refusal) = await changes.BeginAsync(id, scope.Actor.Name, CancellationToken.None);
        if (refusal is null && change is not null)
            await audit.WriteAsync(scope.Actor, "station.password.change", "station", id.Value, after: new { change.State, change.BegunAt, change.EndedAt, change.Fault, change.Answer });
        return refusal;
    }
}
