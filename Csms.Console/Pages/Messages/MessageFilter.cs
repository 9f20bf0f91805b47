using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Messages;

/// <summary>What the log is narrowed to; lives in the address.</summary>
public sealed record MessageFilter
{
    /// <summary>Prefix of an action that is left out: "!Heartbeat".</summary>
    public const string Not = "!";

    /// <summary>Part of a payload, id or error, or a field with its value.</summary>
    public string? Search { get; init; }

    /// <summary>An action, or with <see cref="Not"/> all but it.</summary>
    public string? Action { get; init; }

    /// <summary>"in", "out" or null.</summary>
    public string? Direction { get; init; }

    /// <summary>Only errors and broken rules.</summary>
    public bool Troubled { get; init; }

    /// <summary>A session, "S-88207": only what belongs to it.</summary>
    public string? Session { get; init; }

    /// <summary>Not after; null: now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>It lets only a part of the log through, wherever that ends.</summary>
    public bool IsNarrow => this with { Until = null } != new MessageFilter();

    /// <summary>As the log is asked.</summary>
    /// <param name="stationKey">Number of the station in the store.</param>
    /// <param name="focus">The session that <see cref="Session"/> names.</param>
    public FrameHistoryQuery Query(int stationKey, SessionFocus? focus) => new(stationKey)
    {
        Search = Search,
        Action = Action?.StartsWith(Not, StringComparison.Ordinal) == true ? null : Action,
        NotAction = Action?.StartsWith(Not, StringComparison.Ordinal) == true ? Action[1..] : null,
        FromStation = Direction switch { "in" => true, "out" => false, _ => null },
        OnlyTroubled = Troubled,
        Session = focus,
        To = Until,
    };

    /// <summary>The same judgement on a frame that just came.</summary>
    public bool Matches(LiveFrame frame, SessionFocus? focus)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (Direction == "in" && !frame.FromStation || Direction == "out" && frame.FromStation) return false;
        if (Troubled && frame.ErrorCode is null && frame.Notes is not { Count: > 0 }) return false;
        if (Action is { } action && (action.StartsWith(Not, StringComparison.Ordinal) ? frame.Action == action[1..] : frame.Action != action)) return false;
        if (Session is not null && focus?.Concerns(frame) != true) return false;
        return string.IsNullOrWhiteSpace(Search) || Has(frame.Payload) || Has(frame.AnswerPayload) || Has(frame.Action) || Has(frame.MessageId) || Has(frame.ErrorCode)
            || (FieldTerm.Parse(Search) is { } term && (term.IsIn(frame.Payload) || term.IsIn(frame.AnswerPayload)));
    }

    private bool Has(string? whole) => whole?.Contains(Search!.Trim(), StringComparison.OrdinalIgnoreCase) == true;
}
