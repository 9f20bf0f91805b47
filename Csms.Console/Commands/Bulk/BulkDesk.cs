using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Certificates;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Bulk;

/// <summary>The one way in which people and programs start and stop bulk runs: judged station by station, begun, audited, in that order.</summary>
public sealed class BulkDesk(BulkCommands bulk, BulkStore store, LiveBoard board, IEnumerable<IOcppDialect> dialects, IEnumerable<IBulkTask> tasks, IAuditLog audit, TimeProvider time)
{
    /// <summary>Commands about one transaction, one person or one request of one station; numbers of reservations are unique over all stations.</summary>
    private static readonly HashSet<string> _ofOne =
    [
        "RequestStartTransaction", "RequestStopTransaction", "CertificateSigned", "ChangeTransactionTariff", "CostUpdated", "NotifyAllowedEnergyTransfer", "UsePriorityCharging",
        "ReserveNow", "CancelReservation", "RequestBatterySwap", "NotifyWebPaymentStarted",
    ];

    private readonly IReadOnlyList<IOcppDialect> _dialects = [.. dialects.OrderByDescending(dialect => dialect.Version)];
    private readonly IReadOnlyDictionary<string, IBulkTask> _tasks = tasks.ToDictionary(task => task.Action);

    /// <summary>Commands that make sense for many stations at once, in the order of the menu.</summary>
    public static readonly IReadOnlyList<CommandKind> Kinds =
    [
        CommandKind.Reset, CommandKind.Availability, CommandKind.Trigger, CommandKind.Unlock, CommandKind.ClearCache, CommandKind.GetVariables,
        CommandKind.SetVariables, CommandKind.BaseReport, CommandKind.GetLog, CommandKind.InstallCertificate, CommandKind.RenewCertificate, CommandKind.PasswordChange, CommandKind.SecurityProfile, CommandKind.LocalList,
        CommandKind.DataTransfer, CommandKind.Any,
    ];

    /// <summary>Whether somebody may give a kind of them anywhere.</summary>
    public static bool May(AccessScope scope, CommandKind kind)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return kind == CommandKind.Any ? CommandBlocks.All.Any(block => block.Value.Any(action => MayAny(scope, action))) : scope.Can(kind.Permission());
    }

    /// <summary>Whether somebody may give many stations a command by its action of OCPP 2.1.</summary>
    public static bool MayAny(AccessScope scope, string action)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return Refuse(action) is null && scope.Can(CommandPermissions.Of(action));
    }

    /// <summary>Who would take part, as of now.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="action">Action of OCPP 2.1.</param>
    /// <param name="stations">Which.</param>
    /// <param name="body">Members of the command, where they are known: stations whose version can't be told them are left out.</param>
    public BulkPreview Preview(AccessScope scope, string action, IEnumerable<StationId> stations, JsonObject? body = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var live = scope.Live();
        if (_tasks.GetValueOrDefault(action) is { } task)
            return BulkPreview.Of(scope, action, stations, id => board.Find(id, live), body, body is null || task.Wrong(body) is not null ? null : station => task.LeaveOut(station, body)) with { NeedsStations = task.NeedsStation };
        var takes = new Dictionary<string, bool>();
        return BulkPreview.Of(scope, action, stations, id => board.Find(id, live), body, body is null || Refusal(_dialects[0], action, body) is not null ? null : station => Takes(station.OcppVersion) ? null : BulkLeftOut.CannotBeTold);

        // Of a station that never connected it is assumed, as that it knows the action.
        bool Takes(string? version)
        {
            if (version is null) return true;
            if (takes.TryGetValue(version, out var known)) return known;
            return takes[version] = _dialects.FirstOrDefault(dialect => dialect.Version.Number() == version) is not { } dialect || Refusal(dialect, action, body) is null;
        }
    }

    /// <summary>What is wrong with the members of a command by OCPP 2.1 itself, or of a task, so that no station could be told it; null: nothing.</summary>
    public CommandRefusal? Refusal(string action, JsonObject body) => _tasks.GetValueOrDefault(action) is not { } task ? Refusal(_dialects[0], action, body)
        : task.Wrong(body) is { } wrong ? new CommandRefusal(false, wrong.Member, Statement.Of(CommandFault.NotValid, wrong.Needed)) : null;

    /// <summary>Whether there is such a command or task.</summary>
    public bool Knows(string action) => _tasks.ContainsKey(action) || CommandCatalogue.All.Any(entry => entry.Action == action);

    /// <summary>What is for many and no command of OCPP, by its name.</summary>
    public IEnumerable<string> Tasks => _tasks.Keys.Order(StringComparer.Ordinal);

    /// <summary>
    /// Judges the members of a command before any station is given it: a root certificate for many has to be one (2.x M05), as the form of one station demands.
    /// Which uses and lengths a station's OCPP version takes is judged station by station.
    /// </summary>
    /// <returns>The members as they go out, a certificate without whatever else stood in its text; and what is wrong with it.</returns>
    public (JsonObject Body, InstallFault? Fault) Check(string action, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (action != "InstallCertificate") return (body, null);
        var (_, pem, fault) = InstallCheck.Read(Text("certificate"), Text("certificateType") ?? "", null, time.GetUtcNow());
        if (pem is null) return (body, fault);
        var sent = body.DeepClone().AsObject();
        sent["certificate"] = pem;
        return (sent, null);

        string? Text(string member) => body[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>Starts a run.</summary>
    public async Task<BulkStart> StartAsync(AccessScope scope, BulkWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(wish);
        var (checkedBody, fault) = Check(wish.Action, wish.Body);
        var preview = Preview(scope, wish.Action, wish.Stations, checkedBody);
        if (fault is not null) return new BulkStart(null, preview, BulkRefusal.Certificate, fault);
        var body = checkedBody.ToJsonString();
        if (Refuse(wish.Action) is { } refused) return new BulkStart(null, preview, refused);
        if (CommandText.HasCredentials(checkedBody)) return new BulkStart(null, preview, BulkRefusal.Credentials);
        if (Refusal(wish.Action, checkedBody) is { } wrong) return new BulkStart(null, preview, BulkRefusal.Body, Wrong: wrong);
        if (CommandText.HasSecret(checkedBody) || StationCommand.CarriesSecret(body)) return new BulkStart(null, preview, BulkRefusal.Secret);
        if (preview.Count == 0) return new BulkStart(null, preview, BulkRefusal.Nobody);
        var run = await bulk.BeginAsync(new BulkOrder(wish.Action, body, scope.Actor.Name, wish.Reason, wish.Pace, preview.Targets), cancellation);
        await audit.WriteAsync(scope.Actor, "bulk.start", "bulk", run.Id.ToString(), null, new
        {
            run.Action, Body = CommandText.ForAudit(run.Action, JsonNode.Parse(body)), run.Pace, Stations = preview.Count, LeftOut = preview.Targets.Count - preview.Count,
        }, wish.Reason, CancellationToken.None);
        return new BulkStart(run, preview, null);
    }

    internal static BulkRefusal? Refuse(string action) => _ofOne.Contains(action) ? BulkRefusal.NotForMany : null;

    private static CommandRefusal? Refusal(IOcppDialect dialect, string action, JsonObject body) => dialect.Plan(action, JsonSerializer.SerializeToElement(BulkMembers.Whole(action, body)), new CommandContext { FreshId = 1 }).Refusal;

    /// <summary>A run with what the asker may see of it.</summary>
    public Task<BulkSummary?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellation) => store.FindAsync(id, scope.SiteIds(Permissions.StationsRead), cancellation);

    /// <summary>Whether somebody may stop a run: who may command every station of it.</summary>
    public async Task<bool> MayStopAsync(AccessScope scope, BulkRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(run);
        var sites = scope.Sites(CommandPermissions.Of(run.Action));
        return sites.All || (!sites.IsEmpty && (await store.SitesAsync(run.Id, cancellation)).All(sites.Contains));
    }

    /// <summary>Stops a run.</summary>
    public async Task<BulkStop> StopAsync(AccessScope scope, Guid id, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (await FindAsync(scope, id, cancellation) is not { } found) return BulkStop.Missing;
        if (!await MayStopAsync(scope, found.Run, cancellation)) return BulkStop.Denied;
        if (!await bulk.StopAsync(id, scope.Actor.Name, reason, cancellation)) return BulkStop.Over;
        await audit.WriteAsync(scope.Actor, "bulk.stop", "bulk", id.ToString(), new { found.Run.Action, found.Tally.Settled, found.Tally.Targets }, null, reason, CancellationToken.None);
        return BulkStop.Done;
    }
}
