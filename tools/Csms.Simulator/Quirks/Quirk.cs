using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>A named misbehaviour of real stations. One instance belongs to one station; all members run under its gate.</summary>
public abstract class Quirk
{
    /// <summary>Name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, one line.</summary>
    public abstract string Description { get; }

    /// <summary>True when the station no longer obeys stop requests.</summary>
    public virtual bool IgnoresStop => false;

    /// <summary>False when no firmware image can be fetched.</summary>
    public virtual bool CanFetchFirmware => true;

    /// <summary>False when no firmware can be installed.</summary>
    public virtual bool CanInstallFirmware => true;

    /// <summary>The FirmwareStatus after which the station waits for a reset to run its new firmware, Downloaded or Installed; null: it goes on by itself.</summary>
    public virtual string? FirmwareWaitsAfter => null;

    /// <summary>Milliseconds the reader pauses before each frame.</summary>
    public virtual int ReadDelayMilliseconds => 0;

    /// <summary>Changes, drops or multiplies a call before it is queued.</summary>
    public virtual IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call) => [call];

    /// <summary>Changes the text of a frame as it leaves.</summary>
    public virtual string Frame(string text) => text;

    /// <summary>The time the station believes in.</summary>
    public virtual DateTimeOffset Now(DateTimeOffset now) => now;

    /// <summary>The register the station reports for a true reading in Wh.</summary>
    public virtual long Register(Evse evse, long readingWh) => readingWh;

    /// <summary>Status the station shows instead of the true one.</summary>
    public virtual ConnectorStatus Status(ConnectorStatus status) => status;

    /// <summary>Called once a simulation step while the station is connected.</summary>
    public virtual void Tick(VirtualStation station, DateTimeOffset now)
    {
    }
}
