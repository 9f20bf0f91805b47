using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Console.Commands;

/// <summary>
/// The one way in which a person's command reaches a station: checks who may, gives it to the engine, writes the audit log, tells how it
/// ended when nobody looks any more. One a circuit.
/// </summary>
public sealed class CommandExecutor(StationCommands commands, LiveBoard board, IUserScope userScope, IAuditLog audit) : IDisposable
{
    private readonly Dictionary<Guid, IDisposable> _watched = [];
    private readonly Lock _gate = new();
    private bool _gone;

    /// <summary>A command whose dialog was closed is over; raised outside of the circuit's dispatcher.</summary>
    public event Action<StationCommand>? Ended;

    /// <summary>Whether the person may give a command to a station that it sees.</summary>
    public static bool May(AccessScope scope, CommandKind kind, StationState station)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(station);
        return scope.Can(kind.Permission(), station.Profile.SiteId)
            || (kind == CommandKind.Stop && scope.Can(Permissions.SessionsStop, station.Profile.SiteId));
    }

    /// <summary>Whether the person may give a command by its action of OCPP 2.1.</summary>
    public static bool May(AccessScope scope, string action, StationState station)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(station);
        return scope.Can(CommandPermissions.Of(action), station.Profile.SiteId);
    }

    /// <summary>Gives a command; null when the person may not, or the station is gone. Its life is in <see cref="StationCommands"/>.</summary>
    public async Task<StationCommand?> StartAsync(OperatorCommand command, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var scope = await userScope.GetAsync(cancellation);
        if (board.Find(command.Station, scope.Live()) is not { } station || !May(scope, command.Kind, station)) return null;
        return await GiveAsync(scope, command.Station, command.Kind.Action(), command.Body, command.Reason, command.WaitFor, cancellation);
    }

    /// <summary>The same by its action of OCPP 2.1, for forms of their own.</summary>
    /// <param name="id">To whom.</param>
    /// <param name="action">What.</param>
    /// <param name="body">Members as in OCPP 2.1.</param>
    /// <param name="reason">Why, where one was typed.</param>
    /// <param name="waitFor">How long it may wait for a station that is offline; null: now or not at all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<StationCommand?> StartAsync(StationId id, string action, JsonObject body, string? reason = null, TimeSpan? waitFor = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        var scope = await userScope.GetAsync(cancellation);
        if (board.Find(id, scope.Live()) is not { } station || !May(scope, action, station)) return null;
        return await GiveAsync(scope, id, action, body, reason, waitFor, cancellation);
    }

    /// <summary>Gives a command that has no dialog of its own and waits for the station's answer; null when the person may not, or the station is gone.</summary>
    public async Task<StationCommand?> AskAsync(StationId station, string action, JsonObject body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        var scope = await userScope.GetAsync(cancellation);
        if (board.Find(station, scope.Live()) is not { } found || !scope.Can(CommandPermissions.Of(action), found.Profile.SiteId)) return null;
        await audit.WriteAsync(scope.Actor, $"station.command.{action}", "station", station.Value, null, CommandText.ForAudit(action, body), null, cancellation);
        return await commands.ExecuteAsync(new CommandRequest(station, action, JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
    }

    /// <summary>Withdraws a command that still waits for its station; false when it has left or the person may not.</summary>
    public async Task<bool> WithdrawAsync(StationCommand command, CommandKind? kind = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var scope = await userScope.GetAsync(cancellation);
        if (board.Find(command.Station, scope.Live()) is not { } station || !(kind is { } known ? May(scope, known, station) : May(scope, command.Action, station))) return false;
        if (!await commands.WithdrawAsync(command.Id, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "station.command.withdraw", "station", command.Station.Value, new { command.Action, command.QueuedAt }, null, null, cancellation);
        return true;
    }

    /// <summary>The dialog is closed: the result comes as <see cref="Ended"/>.</summary>
    public void Follow(StationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var watch = Watch(command.Id, after =>
        {
            if (!after.IsEnded()) return;
            lock (_gate)
            {
                if (!_watched.Remove(command.Id, out var ending)) return;
                ending.Dispose();
            }
            Ended?.Invoke(after);
        });
        if (watch is null) return;
        lock (_gate)
        {
            if (_gone || !_watched.TryAdd(command.Id, watch)) watch.Dispose();
        }
    }

    /// <summary>A command as it stands now, also at its end.</summary>
    public async Task<StationCommand> NowAsync(StationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.IsEnded() ? command : await commands.ReadAsync(command.Id, CancellationToken.None) ?? command;
    }

    /// <summary>A command by its number, as it stands now; null when there is none.</summary>
    public Task<StationCommand?> ReadAsync(Guid id) => commands.ReadAsync(id, CancellationToken.None);

    /// <summary>Calls back at every step; null when the command is over.</summary>
    public IDisposable? Watch(Guid id, Action<StationCommand> changed) => commands.Watch(id, ReaderLanguage.Of(changed));

    /// <summary>Commands of a station that are not over.</summary>
    public IReadOnlyList<StationCommand> OpenOf(StationId station) => commands.OpenOf(station);

    private async Task<StationCommand> GiveAsync(AccessScope scope, StationId id, string action, JsonObject members, string? reason, TimeSpan? waitFor, CancellationToken cancellation)
    {
        using var body = JsonDocument.Parse(members.ToJsonString());
        var started = await commands.GiveAsync(new CommandRequest(id, action, body.RootElement.Clone(), scope.Actor.Name, reason, waitFor));
        await audit.WriteAsync(scope.Actor, $"station.command.{started.Action}", "station", id.Value, null, CommandText.ForAudit(started.Action, members), reason, cancellation);
        return started;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _gone = true;
            foreach (var watch in _watched.Values) watch.Dispose();
            _watched.Clear();
        }
    }
}
