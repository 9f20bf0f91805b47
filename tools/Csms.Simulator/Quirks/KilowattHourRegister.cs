using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The energy register counts whole kWh and is labelled Wh.</summary>
public sealed class KilowattHourRegister : Quirk
{
    /// <inheritdoc/>
    public override string Name => "kilowatt-hour-register";

    /// <inheritdoc/>
    public override string Description => "The energy register counts whole kWh and is labelled Wh.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        foreach (var member in (string[])["meterStart", "meterStop"])
            if (call.Payload[member] is JsonValue register && register.TryGetValue<long>(out var wh)) call.Payload[member] = wh / 1000;
        foreach (var value in MeterValuesOf.Samples(call.Payload))
        {
            if ((value.Str("measurand") ?? "Energy.Active.Import.Register") != "Energy.Active.Import.Register") continue;
            var whole = (long)(Convert.ToDouble(value["value"]!.ToString(), CultureInfo.InvariantCulture) / 1000);
            value["value"] = value["value"]!.GetValueKind() == System.Text.Json.JsonValueKind.String ? whole.ToString(CultureInfo.InvariantCulture) : whole;
        }
        return [call];
    }
}
