using System.Text.Unicode;
using Csms.Bench.Wire;

namespace Csms.Bench.Fleet;

/// <summary>The session in OCPP 2.0.1 and 2.1: start, state, samples and stop are TransactionEvents.</summary>
internal sealed class Script2(string station, string token, int index, string subprotocol, string run) : StationScript(station, token, index)
{
    private int _sequence;

    public override string Subprotocol => subprotocol;

    protected override void WriteBoot(OutgoingText text) => text.Add("""{"reason":"PowerUp","chargingStation":{"vendorName":"Bench","model":"Lean 22","serialNumber":"B-1","firmwareVersion":"1.0.0"}}"""u8);

    protected override void WriteStatus(OutgoingText text, int connector, string status)
    {
        var word = status is "Preparing" or "Charging" or "Finishing" ? "Occupied" : status;
        text.Take(Utf8.TryWrite(text.Free, $$"""{"timestamp":"{{Now}}","connectorStatus":"{{word}}","evseId":{{connector}},"connectorId":1}""", out var count), count);
    }

    protected override void WriteAuthorize(OutgoingText text) => text.Take(Utf8.TryWrite(text.Free, $$$"""{"idToken":{"idToken":"{{{Token}}}","type":"ISO14443"}}""", out var count), count);

    protected override void WriteStart(OutgoingText text)
    {
        _sequence = 0;
        Event(text, "Started", "Authorized", "EVConnected", null);
        text.Take(Utf8.TryWrite(text.Free, $$$""","idToken":{"idToken":"{{{Token}}}","type":"ISO14443"},"evse":{"id":1,"connectorId":1}}]""", out var count), count);
    }

    protected override CallKind WriteCharging(OutgoingText text)
    {
        Event(text, "Updated", "ChargingStateChanged", "Charging", null);
        text.Add("}]"u8);
        return CallKind.MeterValues;
    }

    protected override void WriteSample(OutgoingText text, int sample)
    {
        Event(text, "Updated", "MeterValuePeriodic", "Charging", null);
        text.Take(Utf8.TryWrite(text.Free, $$$""","meterValue":[{"timestamp":"{{{Now}}}","sampledValue":[{"value":{{{RegisterWh}}},"context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}},{"value":{{{11040 - sample}}}.5,"context":"Sample.Periodic","measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}},""", out var count), count);
        text.Add("""
            {"value":16.1,"context":"Sample.Periodic","measurand":"Current.Import","phase":"L1","unitOfMeasure":{"unit":"A"}},{"value":16.0,"context":"Sample.Periodic","measurand":"Current.Import","phase":"L2","unitOfMeasure":{"unit":"A"}},{"value":15.9,"context":"Sample.Periodic","measurand":"Current.Import","phase":"L3","unitOfMeasure":{"unit":"A"}},{"value":230.1,"context":"Sample.Periodic","measurand":"Voltage","phase":"L1-N","unitOfMeasure":{"unit":"V"}},{"value":229.8,"context":"Sample.Periodic","measurand":"Voltage","phase":"L2-N","unitOfMeasure":{"unit":"V"}},{"value":230.4,"context":"Sample.Periodic","measurand":"Voltage","phase":"L3-N","unitOfMeasure":{"unit":"V"}}]}]}]
            """u8);
    }

    protected override void WriteStop(OutgoingText text, int sequence)
    {
        Event(text, "Ended", "StopAuthorized", "EVConnected", "\"stoppedReason\":\"Local\",");
        text.Take(Utf8.TryWrite(text.Free, $$$""","meterValue":[{"timestamp":"{{{Now}}}","sampledValue":[{"value":{{{RegisterWh}}},"context":"Transaction.End","measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}}]}]}]""", out var count), count);
    }

    private void Event(OutgoingText text, string type, string trigger, string state, string? reason)
    {
        Open(text, "TransactionEvent"u8);
        text.Take(Utf8.TryWrite(text.Free, $$"""{"eventType":"{{type}}","timestamp":"{{Now}}","triggerReason":"{{trigger}}","seqNo":{{_sequence++}},"transactionInfo":{"transactionId":"{{Station}}-{{run}}-{{Session}}",{{reason}}"chargingState":"{{state}}"}""", out var count), count);
    }
}
