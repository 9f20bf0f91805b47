namespace Csms.Engine.Storage;

/// <summary>The rows of one commit. Reused: the journal clears it between commits.</summary>
public sealed class JournalBatch
{
    /// <summary>Rows of csms.sessions; a session that comes twice counts as it came last.</summary>
    public Dictionary<long, SessionRow> Sessions { get; } = [];

    /// <summary>Rows of csms.session_events.</summary>
    public List<SessionEventRow> Events { get; } = [];

    /// <summary>Rows of csms.meter_values.</summary>
    public List<MeterValueRow> Meter { get; } = [];

    /// <summary>Rows of csms.raw_samples.</summary>
    public List<RawSampleRow> RawSamples { get; } = [];

    /// <summary>Empties it, keeping its memory.</summary>
    public void Clear()
    {
        Sessions.Clear();
        Events.Clear();
        Meter.Clear();
        RawSamples.Clear();
    }
}
