using System.Globalization;
using System.Text.Json;
using Csms.Console.Controls;
using Csms.Console.Pages.Messages;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;

namespace Csms.Console.Pages.Sessions;

/// <summary>What happened in a session, told from its facts. Pure.</summary>
internal sealed class SessionStory
{
    private const string Danger = "danger", Warn = "warn";
    private static readonly TimeSpan SameMessage = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly HashSet<string> _transactional = ["StartTransaction", "StopTransaction", "TransactionEvent", "MeterValues"];

    private readonly SessionFacts _facts;
    private readonly EngineWords _words;
    private readonly Func<string, string?, string?>? _meaning;

    /// <param name="facts">What is known.</param>
    /// <param name="words">For what the engine says.</param>
    /// <param name="meaning">What a vendor's fault code means, by code and vendorId; null: nobody has said.</param>
    public SessionStory(SessionFacts facts, EngineWords words, Func<string, string?, string?>? meaning = null)
    {
        _meaning = meaning;
        _facts = facts;
        _words = words;
        Offline = OfflineSpans();
        States = StateSegments();
        Events = [.. AllEvents().OrderBy(each => each.At)];
        Why = Explain();
    }

    /// <summary>What the EVSE did, without gaps.</summary>
    public IReadOnlyList<DaySegment> States { get; }

    /// <summary>When the station could not be reached.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To, string? Reason)> Offline { get; }

    /// <summary>What changed something, oldest first.</summary>
    public IReadOnlyList<StoryEvent> Events { get; }

    /// <summary>Why it ended, or does what it does.</summary>
    public StoryWhy Why { get; }

    /// <summary>When energy first flowed, by the readings.</summary>
    public DateTimeOffset? EnergySince => _facts.Meter.Power.FirstOrDefault(point => point.Value > 100) is { Value: not null } first ? first.At : _facts.Session.EnergySince;

    /// <summary>Time in a state.</summary>
    public TimeSpan TimeIn(EvState state) => States.Where(segment => segment.State == state).Aggregate(TimeSpan.Zero, (sum, segment) => sum + (segment.To - segment.From));

    /// <summary>Address of a frame.</summary>
    public string HrefOf(LiveFrame frame) => SessionLinks.Frame(_facts.Session.StationId.Value, frame.At, frame.MessageId);

    private List<(DateTimeOffset, DateTimeOffset, string?)> OfflineSpans()
    {
        var spans = new List<(DateTimeOffset, DateTimeOffset, string?)>();
        (DateTimeOffset At, string? Reason)? lost = null;
        foreach (var link in _facts.Links)
        {
            if (!link.Online) lost ??= (link.At < _facts.From ? _facts.From : link.At, link.Reason is { } reason ? _words.Say(reason) : null);
            else if (lost is { } since)
            {
                if (link.At > since.At && link.At > _facts.Session.StartedAt) spans.Add((since.At, link.At, since.Reason));
                lost = null;
            }
        }
        if (lost is { } open && open.At < (_facts.Session.EndedAt ?? _facts.To)) spans.Add((open.At, _facts.To, open.Reason));
        return spans;
    }

    // Both sources tell the same story: 2.x in its transaction events, 1.6 in the connector's status. The later word counts.
    private List<DaySegment> StateSegments()
    {
        var session = _facts.Session;
        var end = session.EndedAt ?? _facts.To;
        var words = new List<(DateTimeOffset At, EvState State)> { (session.StartedAt, EvState.Preparing) };
        foreach (var entry in _facts.Events)
            if (entry.ChargingState is { } state && OfCharging(state) is { } shown && entry.At <= end) words.Add((entry.At, shown));
        foreach (var past in _facts.States)
            if (past.At <= end && OfStatus(past.Status) is { } shown) words.Add((past.At < session.StartedAt ? session.StartedAt : past.At, shown));
        if (words.Count == 1 && EnergySince is { } since) words.Add((since, EvState.Charging));
        words.Sort((a, b) => a.At.CompareTo(b.At));
        var segments = new List<DaySegment>();
        for (var i = 0; i < words.Count; i++)
        {
            var until = i + 1 < words.Count ? words[i + 1].At : end;
            if (until <= words[i].At) continue;
            if (segments.Count > 0 && segments[^1].State == words[i].State) segments[^1] = new DaySegment(words[i].State, segments[^1].From, until);
            else segments.Add(new DaySegment(words[i].State, words[i].At, until));
        }
        return segments;
    }

    private static EvState? OfCharging(ChargingState state) => state switch
    {
        ChargingState.EVConnected => EvState.Preparing,
        ChargingState.Charging => EvState.Charging,
        ChargingState.SuspendedEV => EvState.SuspendedEv,
        ChargingState.SuspendedEVSE => EvState.SuspendedEvse,
        ChargingState.Idle => EvState.Finishing,
        _ => null,
    };

    private static EvState? OfStatus(string status) => status switch
    {
        "Preparing" => EvState.Preparing,
        "Charging" => EvState.Charging,
        "SuspendedEV" => EvState.SuspendedEv,
        "SuspendedEVSE" => EvState.SuspendedEvse,
        "Finishing" => EvState.Finishing,
        "Faulted" => EvState.Faulted,
        "Unavailable" => EvState.Unavailable,
        _ => null, // Occupied says less than the transaction does
    };

    private IEnumerable<StoryEvent> AllEvents()
    {
        var told = new HashSet<LiveFrame>(ReferenceEqualityComparer.Instance);
        foreach (var entry in _facts.Events)
        {
            var frame = _facts.Frames.Where(frame => frame.FromStation && frame.Action is { } action && _transactional.Contains(action) && (frame.At - entry.ReceivedAt).Duration() < SameMessage)
                .MinBy(frame => (frame.At - entry.ReceivedAt).Duration());
            if (frame is not null) told.Add(frame);
            var title = entry.Phase switch
            {
                TransactionPhase.Started => "Event.Started",
                TransactionPhase.Ended => "Event.Ended",
                _ => entry.ChargingState is { } state && OfCharging(state) is { } shown ? $"Event.{shown}" : "Event.Updated",
            };
            if (entry.Phase == TransactionPhase.Updated && entry.ChargingState is null && entry.Token is null && entry.Trigger.StartsWith("MeterValue", StringComparison.Ordinal)) continue;
            var text = string.Join(" · ", new[]
            {
                entry.Trigger,
                entry.Phase == TransactionPhase.Ended ? _facts.Session.StopReason : null,
                entry.RegisterWh is { } register ? string.Create(CultureInfo.InvariantCulture, $"{register:N0} Wh") : null,
                entry.Sequence is { } number ? $"seq {number}" : null,
                entry.Offline ? "offline" : null,
            }.Where(part => !string.IsNullOrEmpty(part)));
            yield return new StoryEvent(entry.At, title, text, frame is null ? null : HrefOf(frame));
        }
        foreach (var frame in _facts.Frames)
        {
            if (told.Contains(frame) || !FrameKind.Changes(frame) || (frame.At < _facts.Session.StartedAt - Before && frame.Action is not ("Authorize" or "RequestStartTransaction" or "RemoteStartTransaction")) || (frame.Action is { } action && _transactional.Contains(action) && frame.ErrorCode is null)) continue;
            var title = TitleOf(frame);
            yield return new StoryEvent(frame.At, title,
                $"{frame.Action}: {(frame.ErrorCode is { } error ? error : FrameSummary.Of(frame.Action, frame.Payload, frame.AnswerPayload, _words))}{(title == "Event.Fault" ? VendorsFault(frame.Payload) : null)}", HrefOf(frame), title is "Event.Error" or "Event.Fault" ? Danger : null);
        }
        foreach (var (from, to, reason) in Offline)
        {
            yield return new StoryEvent(from, "Event.LinkLost", reason ?? "", null, Warn);
            if (to < _facts.To) yield return new StoryEvent(to, "Event.LinkBack", "", null);
        }
        foreach (var flag in _facts.Session.Flags)
            yield return new StoryEvent(flag.At, "Event.Flag", _words.Say(flag.Evidence), null, flag.IsOpenDoubt ? Warn : null);
    }

    private static string TitleOf(LiveFrame frame) => frame switch
    {
        { ErrorCode: not null } => "Event.Error",
        { Action: "Authorize" } => "Event.Authorize",
        { Action: "StatusNotification" } when frame.Payload.Contains("\"Faulted\"", StringComparison.Ordinal) => "Event.Fault",
        { FromStation: true } => "Event.Frame",
        _ => "Event.Command",
    };

    // The vendor's code of a StatusNotification, with its meaning where somebody has said it.
    private string? VendorsFault(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (!root.TryGetProperty("vendorErrorCode", out var told) || told.ValueKind != JsonValueKind.String || told.GetString() is not { Length: > 0 } code) return null;
            var vendor = root.TryGetProperty("vendorId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
            return " · " + string.Join(", ", code.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => _meaning?.Invoke(one, vendor) is { } means ? $"{one} – {means}" : one));
        }
        catch (JsonException)
        {
            return null; // unreadable: the frame itself is a click away
        }
    }

    private StoryWhy Explain()
    {
        var rule = WhyRules.Of(_facts, this);
        var evidence = rule.Proof.SelectMany(title => Events.Where(each => each.Title == title).TakeLast(2))
            .Where(each => each.Href is not null || each.Title is "Event.LinkLost" or "Event.Flag" or "Event.LinkBack")
            .OrderBy(each => each.At).Distinct().TakeLast(4).ToList();
        return new StoryWhy(rule.Key, evidence, rule.Next);
    }
}
