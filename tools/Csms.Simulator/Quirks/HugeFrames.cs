using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Now and then a DataTransfer of two megabytes.</summary>
public sealed class HugeFrames : Quirk
{
    private DateTimeOffset _nextAt;

    /// <inheritdoc/>
    public override string Name => "huge-frames";

    /// <inheritdoc/>
    public override string Description => "Now and then a DataTransfer of two megabytes.";

    /// <inheritdoc/>
    public override void Tick(VirtualStation station, DateTimeOffset now)
    {
        if (station.Registration != RegistrationState.Accepted || now < _nextAt) return;
        _nextAt = now.AddMinutes(2);
        station.EnqueueAsIs(new OutgoingCall("DataTransfer", new JsonObject { ["vendorId"] = station.Options.Vendor, ["messageId"] = "Dump", ["data"] = new string('x', 2_000_000) }));
    }
}
