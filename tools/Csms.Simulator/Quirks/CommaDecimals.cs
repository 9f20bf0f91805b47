using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>1.6: values are written with two decimals and a comma.</summary>
public sealed class CommaDecimals : Quirk
{
    /// <inheritdoc/>
    public override string Name => "comma-decimals";

    /// <inheritdoc/>
    public override string Description => "1.6: values are written with two decimals and a comma.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        foreach (var value in MeterValuesOf.Samples(call.Payload))
        {
            if (value["value"] is JsonValue text && text.TryGetValue<string>(out var number) && double.TryParse(number, CultureInfo.InvariantCulture, out var parsed))
            {
                value["value"] = parsed.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
            }
        }
        return [call];
    }
}
