using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Networks;

/// <summary>The raise of the security profile of many stations, each by <see cref="ProfileRaises"/>: looked at when its turn comes, done when it has booted on the higher profile.</summary>
public sealed class RaiseTask : IBulkTask
{
    /// <summary>Name of the task.</summary>
    public const string Name = "security-profile";

    private const int DefaultMinutes = 30, LongestUrl = 512;
    private const string DefaultInterface = "Wired0";
    private static readonly string[] _members = ["securityProfile", "url", "interface", "minutes"];
    private static readonly HashSet<string> _interfaces = ["Wired0", "Wired1", "Wired2", "Wired3", "Wireless0", "Wireless1", "Wireless2", "Wireless3", "Any"];

    private readonly ProfileRaises _raises;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;

    internal RaiseTask(ProfileRaises raises, StationRegistry registry, TimeProvider time) => (_raises, _registry, _time) = (raises, registry, time);

    /// <inheritdoc/>
    public string Action => Name;

    /// <inheritdoc/>
    public bool NeedsStation => true;

    /// <inheritdoc/>
    public (string Member, string Needed)? Wrong(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Select(member => member.Key).FirstOrDefault(name => !_members.Contains(name)) is { } unknown) return (unknown, $"Members are {string.Join(", ", _members)}.");
        if (Number(body, "securityProfile") is not (>= 1 and <= 3)) return ("securityProfile", "A number from 1 to 3 is needed.");
        if (body["url"] is not null && (Text(body, "url") is not { Length: <= LongestUrl } url || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("ws" or "wss") || parsed.Host.Length == 0))
            return ("url", "An address with ws or wss is needed.");
        if (body["interface"] is not null && (Text(body, "interface") is not { } word || !_interfaces.Contains(word))) return ("interface", $"One of: {string.Join(", ", _interfaces)}.");
        return body["minutes"] is not null && !(Number(body, "minutes") is { } minutes && minutes >= ProfileRaises.ShortestPatience.TotalMinutes && minutes <= ProfileRaises.LongestPatience.TotalMinutes)
            ? ("minutes", $"A number from {ProfileRaises.ShortestPatience.TotalMinutes} to {ProfileRaises.LongestPatience.TotalMinutes} is needed.")
            : null;
    }

    /// <inheritdoc/>
    public BulkLeftOut? LeaveOut(StationState station, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (_raises.ProfileOf(station) >= Number(body, "securityProfile")) return BulkLeftOut.Same;
        return station.OcppVersion == "2.0.1" && Text(body, "interface") == "Any" ? BulkLeftOut.CannotBeTold : null; // OCPPInterfaceEnumType of 2.1
    }

    /// <inheritdoc/>
    public async Task<BulkItem> DoAsync(BulkRun run, BulkItem item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(item);
        if (_registry.Find(item.Station) is not { } station) return item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.Gone, SettledAt = _time.GetUtcNow() };
        var body = (JsonObject)JsonNode.Parse(run.Body)!;
        var wish = new RaiseWish(item.Station, Number(body, "securityProfile")!.Value, Text(body, "url"), Text(body, "interface") ?? DefaultInterface, TimeSpan.FromMinutes(Number(body, "minutes") ?? DefaultMinutes), run.Actor);
        var (raise, plan) = await _raises.BeginAsync(station, wish, cancellation);
        var now = _time.GetUtcNow();
        return raise is not null ? Of(item, raise, now) : item with { State = BulkItemState.Failed, Fault = Statement.Of(FaultOf(plan.Findings.First(finding => finding.Ok == false).Check)), SettledAt = now };
    }

    /// <inheritdoc/>
    public BulkItem? Judge(BulkRun run, BulkItem item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _raises.Find(item.Station) is { } raise && raise.BegunAt >= item.GivenAt ? Of(item, raise, now) : null;
    }

    private static BulkItem Of(BulkItem item, ProfileRaise raise, DateTimeOffset now) => raise.State switch
    {
        ProfileRaiseState.Done => item with { State = BulkItemState.Done, Sight = Statement.Of(CommandSight.OnProfile, raise.Target), SettledAt = now },
        ProfileRaiseState.Waiting => item with { State = BulkItemState.Answered, Answer = "Accepted", Sight = Statement.Of(CommandSight.WantProfile, raise.Target), SettledAt = item.SettledAt ?? now },
        ProfileRaiseState.Failed when raise.Fault is ProfileRaiseFault.AsBefore or ProfileRaiseFault.Away => item with { State = BulkItemState.NotSeen, Sight = Statement.Of(CommandSight.WantProfile, raise.Target), SettledAt = now },
        ProfileRaiseState.Failed => item with { State = BulkItemState.Failed, Answer = raise.Answer, Fault = FaultOf(raise), Sight = null, SettledAt = now },
        _ => item,
    };

    private static Statement<CommandFault> FaultOf(ProfileRaise raise) => raise.Fault switch
    {
        ProfileRaiseFault.WayRefused => Statement.Of(CommandFault.WayRefused, raise.Answer ?? ""),
        ProfileRaiseFault.OrderRefused => Statement.Of(CommandFault.OrderRefused, raise.Answer ?? ""),
        ProfileRaiseFault.ResetRefused => Statement.Of(CommandFault.ResetRefused, raise.Answer ?? ""),
        ProfileRaiseFault.EngineEnded => Statement.Of(CommandFault.EngineEnded),
        _ => Statement.Of(CommandFault.TimedOut),
    };

    private static CommandFault FaultOf(RaiseCheck check) => check switch
    {
        RaiseCheck.Station => CommandFault.RaiseStation,
        RaiseCheck.Higher => CommandFault.RaiseNotHigher,
        RaiseCheck.Password => CommandFault.RaiseNoPassword,
        RaiseCheck.Tls => CommandFault.RaiseNoTls,
        RaiseCheck.Root => CommandFault.RaiseNoRoot,
        RaiseCheck.Certificate => CommandFault.RaiseNoCertificate,
        RaiseCheck.Address => CommandFault.RaiseAddress,
        RaiseCheck.Slot => CommandFault.RaiseNoSlot,
        _ => throw new InvalidOperationException($"no check {check}"),
    };

    private static int? Number(JsonObject body, string member) => body[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static string? Text(JsonObject body, string member) => body[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
