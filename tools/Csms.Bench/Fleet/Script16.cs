using System.Text.Unicode;
using Csms.Bench.Wire;

namespace Csms.Bench.Fleet;

/// <summary>The session in OCPP 1.6.</summary>
internal sealed class Script16(string station, string token, int index) : StationScript(station, token, index)
{
    public override string Subprotocol => "ocpp1.6";

    protected override void WriteBoot(OutgoingText text) => text.Add("""{"chargePointVendor":"Bench","chargePointModel":"Lean 22","chargePointSerialNumber":"B-1","firmwareVersion":"1.0.0"}"""u8);

    protected override void WriteStatus(OutgoingText text, int connector, string status) =>
        text.Take(Utf8.TryWrite(text.Free, $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{status}}","timestamp":"{{Now}}"}""", out var count), count);

    protected override void WriteAuthorize(OutgoingText text) => text.Take(Utf8.TryWrite(text.Free, $$"""{"idTag":"{{Token}}"}""", out var count), count);

    protected override void WriteStart(OutgoingText text)
    {
        Open(text, "StartTransaction"u8);
        text.Take(Utf8.TryWrite(text.Free, $$"""{"connectorId":1,"idTag":"{{Token}}","meterStart":{{RegisterWh}},"timestamp":"{{Now}}"}]""", out var count), count);
    }

    protected override CallKind WriteCharging(OutgoingText text) => Status(text, 1, "Charging");

    protected override void WriteSample(OutgoingText text, int sample)
    {
        Open(text, "MeterValues"u8);
        text.Take(Utf8.TryWrite(text.Free, $$"""{"connectorId":1,"transactionId":{{TransactionId}},"meterValue":[{"timestamp":"{{Now}}","sampledValue":[{"value":"{{RegisterWh}}","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"{{11040 - sample}}.5","context":"Sample.Periodic","measurand":"Power.Active.Import","unit":"W"},""", out var count), count);
        text.Add("""
            {"value":"16.1","context":"Sample.Periodic","measurand":"Current.Import","phase":"L1","unit":"A"},{"value":"16.0","context":"Sample.Periodic","measurand":"Current.Import","phase":"L2","unit":"A"},{"value":"15.9","context":"Sample.Periodic","measurand":"Current.Import","phase":"L3","unit":"A"},{"value":"230.1","context":"Sample.Periodic","measurand":"Voltage","phase":"L1-N","unit":"V"},{"value":"229.8","context":"Sample.Periodic","measurand":"Voltage","phase":"L2-N","unit":"V"},{"value":"230.4","context":"Sample.Periodic","measurand":"Voltage","phase":"L3-N","unit":"V"}]}]}]
            """u8);
    }

    protected override void WriteStop(OutgoingText text, int sequence)
    {
        Open(text, "StopTransaction"u8);
        text.Take(Utf8.TryWrite(text.Free, $$"""{"transactionId":{{TransactionId}},"idTag":"{{Token}}","meterStop":{{RegisterWh}},"timestamp":"{{Now}}","reason":"Local"}]""", out var count), count);
    }
}
