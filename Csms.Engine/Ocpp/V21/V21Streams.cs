using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>Periodic event streams (N11 to N15) and battery swaps (S01 to S03): 2.1 alone has them.</summary>
internal static class V21Streams
{
    private static readonly WordMap<BatterySwapEventEnumType, SwapPhase> Phases = new(V21Words.BatterySwapEventEnumType);

    public static Translated Open(OpenPeriodicEventStreamRequest request, Mending? mending)
    {
        var stream = request.ConstantStreamData;
        return new StreamOpenAsked(new StreamTerms(stream.Id, stream.VariableMonitoringId, stream.Params.Interval, stream.Params.Values));
    }

    public static IWireMessage Open(StationAnswer answer) => answer is StreamOpenAnswer open
        ? new OpenPeriodicEventStreamResponse
        {
            Status = open.Accepted ? GenericStatusEnumType.Accepted : GenericStatusEnumType.Rejected,
            StatusInfo = open.ReasonCode is { } code ? new StatusInfoType { ReasonCode = code, AdditionalInfo = open.Reason } : null,
        }
        : throw new ArgumentException($"{answer.GetType().Name} does not answer this action.", nameof(answer));

    public static Translated Close(ClosePeriodicEventStreamRequest request, Mending? mending) => new StreamClosed(request.Id);

    public static Translated Values(NotifyPeriodicEventStream message, Mending? mending) =>
        new StreamValuesReported(message.Id, message.Pending, message.Basetime, [.. message.Data.Select(value => new StreamValue(value.T, value.V))]);

    public static Translated Swap(BatterySwapRequest request, Mending? mending) => new BatterySwapReported(
        request.RequestId, Phases[request.EventType], new IdToken(request.IdToken.IdToken, request.IdToken.Type),
        [.. request.BatteryData.Select(battery => new SwapBattery(battery.SerialNumber, battery.EvseId, battery.SoC, battery.SoH, battery.ProductionDate, battery.VendorInfo))]);
}
