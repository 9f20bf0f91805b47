using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Every five minutes an action nobody knows.</summary>
public sealed class UnknownAction : Quirk
{
    private DateTimeOffset _nextAt;

    /// <inheritdoc/>
    public override string Name => "unknown-action";

    /// <inheritdoc/>
    public override string Description => "Every five minutes an action nobody knows.";

    /// <inheritdoc/>
    public override void Tick(VirtualStation station, DateTimeOffset now)
    {
        if (station.Registration != RegistrationState.Accepted || now < _nextAt) return;
        _nextAt = now.AddMinutes(5);
        station.EnqueueAsIs(new OutgoingCall("PolishDisplay", new JsonObject { ["intensity"] = 3 }));
    }
}
