using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Twenty heartbeats every simulated second.</summary>
public sealed class Flood : Quirk
{
    /// <inheritdoc/>
    public override string Name => "flood";

    /// <inheritdoc/>
    public override string Description => "Twenty heartbeats every simulated second.";

    /// <inheritdoc/>
    public override void Tick(VirtualStation station, DateTimeOffset now)
    {
        if (station.Registration != RegistrationState.Accepted || station.Undelivered > 100) return;
        for (var i = 0; i < 20; i++) station.EnqueueAsIs(new OutgoingCall("Heartbeat", []));
    }
}
