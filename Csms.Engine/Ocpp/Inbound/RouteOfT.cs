using Csms.Engine.Events;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>Row of an action whose payload is translated.</summary>
internal sealed class Route<TRequest>(
    string action, WireType schema, WireType<TRequest> wire, TranslateRequest<TRequest> translate, Func<StationAnswer, IWireMessage?>? answer)
    : Route(action, schema)
    where TRequest : class
{
    public override Route CheckedBy(WireType older) => new Route<TRequest>(Action, older, wire, translate, answer);

    public override Translated Translate(ReadOnlySpan<byte> payload, Mending? mending, out IReadOnlyList<WireDeviation> deviations)
    {
        IReadOnlyList<WireDeviation>? ofSchema = null;
        if (!ReferenceEquals(Schema, wire) && Schema.Check(payload, out ofSchema) is { } violation)
        {
            deviations = ofSchema;
            return violation;
        }

        var read = wire.Read(payload);
        deviations = ofSchema ?? read.Deviations;
        return read.IsValid ? translate(read.Value, mending) : read.Violation;
    }

    public override IWireMessage? Answer(StationAnswer given) => answer?.Invoke(given);
}
