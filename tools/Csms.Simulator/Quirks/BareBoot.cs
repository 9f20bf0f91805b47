using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The boot names only what the schema requires.</summary>
public sealed class BareBoot : Quirk
{
    /// <inheritdoc/>
    public override string Name => "bare-boot";

    /// <inheritdoc/>
    public override string Description => "The boot names only what the schema requires.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        if (call.Action != "BootNotification") return [call];
        var station16 = call.Payload;
        var station2 = call.Payload.Obj("chargingStation");
        foreach (var name in (string[])["chargePointSerialNumber", "firmwareVersion", "meterType"]) station16.Remove(name);
        foreach (var name in (string[])["serialNumber", "firmwareVersion"]) station2?.Remove(name);
        return [call];
    }
}
