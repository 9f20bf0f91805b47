using Csms.Engine.Events;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>One row of a routing table: how an action that a station may send is read and answered.</summary>
internal abstract class Route(string action, WireType schema)
{
    /// <summary>The action, in its version's spelling.</summary>
    public string Action { get; } = action;

    /// <summary>The field table the payload is checked against.</summary>
    public WireType Schema { get; } = schema;

    /// <summary>Row of an action that is translated.</summary>
    /// <param name="action">The action.</param>
    /// <param name="wire">How its payload is read.</param>
    /// <param name="translate">What it means.</param>
    /// <param name="answer">The answer in this version's words; null for one without members.</param>
    public static Route Of<TRequest>(string action, WireType<TRequest> wire, TranslateRequest<TRequest> translate, Func<StationAnswer, IWireMessage?>? answer = null)
        where TRequest : class => new Route<TRequest>(action, wire, wire, translate, answer);

    /// <summary>Row of an action that is kept in the raw log and answered as the standard asks.</summary>
    /// <param name="actions">All actions of the version.</param>
    /// <param name="action">The action.</param>
    /// <param name="answer">The standard answer; null for one without members.</param>
    public static Route Notice(OcppActionTable actions, string action, IWireMessage? answer = null) =>
        new NoticeRoute(action, actions.Find(action)!.Request, answer);

    /// <summary>The same row checked against the narrower table of an older version.</summary>
    public abstract Route CheckedBy(WireType older);

    /// <summary>Checks, reads and translates a payload.</summary>
    public abstract Translated Translate(ReadOnlySpan<byte> payload, Mending? mending, out IReadOnlyList<WireDeviation> deviations);

    /// <summary>The answer as a wire message; null for one without members.</summary>
    public abstract IWireMessage? Answer(StationAnswer answer);
}
