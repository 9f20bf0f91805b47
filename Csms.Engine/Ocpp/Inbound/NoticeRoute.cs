using Csms.Engine.Events;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>Row of an action that is only checked, noted and answered.</summary>
internal sealed class NoticeRoute(string action, WireType schema, IWireMessage? answer) : Route(action, schema)
{
    private readonly NoticeReported notice = new(action);

    public override Route CheckedBy(WireType older) => new NoticeRoute(Action, older, answer);

    public override Translated Translate(ReadOnlySpan<byte> payload, Mending? mending, out IReadOnlyList<WireDeviation> deviations) =>
        Schema.Check(payload, out deviations) is { } violation ? violation : notice;

    public override IWireMessage? Answer(StationAnswer given) => answer;
}
