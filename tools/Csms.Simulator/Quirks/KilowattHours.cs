using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Energy is reported in kWh, power in kW.</summary>
public sealed class KilowattHours : Quirk
{
    /// <inheritdoc/>
    public override string Name => "kilowatt-hours";

    /// <inheritdoc/>
    public override string Description => "Energy is reported in kWh, power in kW.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        foreach (var value in MeterValuesOf.Samples(call.Payload))
        {
            var unit = value.Str("unit") ?? value.Obj("unitOfMeasure")?.Str("unit");
            if (unit is not ("Wh" or "W")) continue;
            if (value["value"] is JsonValue text && text.TryGetValue<string>(out var number))
            {
                value["value"] = (double.Parse(number, CultureInfo.InvariantCulture) / 1000).ToString("0.000", CultureInfo.InvariantCulture);
                value["unit"] = "k" + unit;
            }
            else
            {
                value["value"] = Math.Round(Convert.ToDouble(value["value"]!.ToString(), CultureInfo.InvariantCulture) / 1000, 3);
                value["unitOfMeasure"] = new JsonObject { ["unit"] = "k" + unit };
            }
        }
        return [call];
    }
}
