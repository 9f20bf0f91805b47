using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Control as a distributed energy resource (2.1 block R): controls are kept, reported, and scheduled ones begin and end.</summary>
internal sealed class DerControls(VirtualStation station, Action<string, JsonObject, bool> send)
{
    /// <summary>DERControlEnumType and the member that carries its parameters; the others are curves.</summary>
    private static readonly Dictionary<string, string> _members = new(StringComparer.Ordinal)
    {
        ["EnterService"] = "enterService",
        ["FixedPFAbsorb"] = "fixedPFAbsorb",
        ["FixedPFInject"] = "fixedPFInject",
        ["FixedVar"] = "fixedVar",
        ["FreqDroop"] = "freqDroop",
        ["Gradients"] = "gradient",
        ["LimitMaxDischarge"] = "limitMaxDischarge",
    };

    private readonly Dictionary<string, JsonObject> _controls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _superseded = [];

    /// <summary>What the station can do.</summary>
    public static IReadOnlyList<string> Types { get; } = ["EnterService", "FreqDroop", "FixedPFInject", "FixedVar", "LimitMaxDischarge", "HVMustTrip", "LVMustTrip", "VoltVar", "VoltWatt"];

    public Answer Set(JsonObject payload)
    {
        var (id, type) = (payload.Str("controlId") ?? "", payload.Str("controlType") ?? "");
        if (!Types.Contains(type)) return Answer.Status("NotSupported");
        if (payload.Obj(MemberOf(type)) is not { } parameters) return Answer.Status("Rejected");
        if (_controls.Count >= 50 && !_controls.ContainsKey(id)) return Answer.Status("Rejected");
        // Of one type and kind the lowest number counts (R04).
        var superseded = _controls.Where(c => c.Key != id && c.Value.Str("controlType") == type && c.Value.Bool("isDefault") == payload.Bool("isDefault")
            && PriorityOf(c.Value) >= PriorityOf(payload) && !_superseded.Contains(c.Key)).Select(c => c.Key).ToArray();
        _controls[id] = (JsonObject)payload.DeepClone();
        _superseded.Remove(id);
        _superseded.UnionWith(superseded);
        var answer = new JsonObject { ["status"] = "Accepted" }.With("supersededIds", superseded.Length == 0 ? null : Json.Array(superseded.Select(s => (JsonNode)s)));
        return Answer.Of(answer, payload.Bool("isDefault") == true ? null : () => Run(id, parameters.Instant("startTime"), parameters["duration"] is JsonValue value && value.TryGetValue<double>(out var seconds) ? seconds : null));
    }

    public Answer Clear(JsonObject payload)
    {
        var gone = Meant(payload);
        foreach (var (id, _) in gone)
        {
            _controls.Remove(id);
            _superseded.Remove(id);
        }
        return Answer.Status(gone.Length > 0 ? "Accepted" : "NotFound");
    }

    public Answer Get(JsonObject payload)
    {
        var found = Meant(payload);
        var requestId = payload.Int("requestId") ?? 0;
        if (found.Length == 0) return Answer.Status("NotFound");
        return Answer.Status("Accepted", () =>
        {
            for (var index = 0; index < found.Length; index++)
            {
                var (id, control) = found[index];
                var type = control.Str("controlType")!;
                var (member, parameters) = (MemberOf(type), control.Obj(MemberOf(type))!.DeepClone());
                var told = new JsonObject { [member is "fixedPFAbsorb" or "fixedPFInject" ? "fixedPF" : member] = parameters, ["id"] = id };
                if (member == "curve") told["curveType"] = type;
                if (member is not ("enterService" or "gradient")) told.With("isDefault", control.Bool("isDefault") ?? false).With("isSuperseded", _superseded.Contains(id));
                send("ReportDERControl", new JsonObject { [member] = new JsonArray(told), ["requestId"] = requestId, ["tbc"] = index < found.Length - 1 }, false);
            }
        });
    }

    private void Run(string id, DateTimeOffset? startAt, double? seconds) => station.StartJob(async cancel =>
    {
        if (startAt is { } at && at > station.Now) await Task.Delay(at - station.Now, station.Clock, cancel);
        if (!Tell(id, true)) return;
        if (seconds is not { } length) return;
        await Task.Delay(TimeSpan.FromSeconds(Math.Min(length, 1e6)), station.Clock, cancel);
        Tell(id, false);
    });

    private bool Tell(string id, bool isStart)
    {
        lock (station.Gate)
        {
            if (!_controls.TryGetValue(id, out var control)) return false;
            var superseded = isStart ? _superseded.Where(each => _controls.TryGetValue(each, out var other) && other.Str("controlType") == control.Str("controlType")).ToArray() : [];
            send("NotifyDERStartStop", new JsonObject { ["controlId"] = id, ["started"] = isStart, ["timestamp"] = Json.Stamp(station.BelievedNow) }.With("supersededIds", superseded.Length == 0 ? null : Json.Array(superseded.Select(s => (JsonNode)s))), false);
        }
        station.NotifyChanged();
        return true;
    }

    private (string Id, JsonObject Control)[] Meant(JsonObject payload) =>
    [
        .. _controls.Where(c => (payload.Bool("isDefault") is not { } isDefault || c.Value.Bool("isDefault") == isDefault)
                && (payload.Str("controlType") is not { } type || c.Value.Str("controlType") == type)
                && (payload.Str("controlId") is not { } id || c.Key == id))
            .Select(c => (c.Key, c.Value)),
    ];

    private static string MemberOf(string type) => _members.GetValueOrDefault(type, "curve");

    private static int PriorityOf(JsonObject control) => control.Obj(MemberOf(control.Str("controlType") ?? ""))?.Int("priority") ?? 0;
}
