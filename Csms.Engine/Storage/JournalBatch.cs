namespace Csms.Engine.Storage;

/// <summary>The rows of one commit. Reused: the journal clears it between commits.</summary>
internal sealed class JournalBatch : IDisposable
{
    /// <summary>Rows of csms.sessions; a session that comes twice counts as it came last.</summary>
    public Dictionary<long, SessionRow> Sessions { get; } = [];

    /// <summary>Rows of csms.session_events.</summary>
    public List<SessionEventRow> Events { get; } = [];

    /// <summary>Rows of csms.meter_values, encoded already: they are the many.</summary>
    public RawCopyBuffer Meter { get; } = new();

    /// <summary>Rows of csms.raw_samples.</summary>
    public List<RawSampleRow> RawSamples { get; } = [];

    /// <summary>Readings outside of a session at a time that is not believed.</summary>
    public List<UnclockedRow> Unclocked { get; } = [];

    /// <summary>Empties it, keeping its memory.</summary>
    public void Clear()
    {
        Sessions.Clear();
        Events.Clear();
        Meter.Clear();
        RawSamples.Clear();
        Unclocked.Clear();
    }

    /// <summary>Adds a row of csms.meter_values.</summary>
    public void AddMeter(in MeterValueRow row)
    {
        Meter.BeginRow(9);
        Meter.Timestamp(row.At);
        Meter.Timestamp(row.ReceivedAt);
        Meter.Int64(row.SessionId);
        Meter.Int64(row.Key);
        Meter.Int32(row.StationKey);
        Meter.Int16((short)row.EvseId);
        Meter.Int16(row.Context);
        Span<short> kinds = stackalloc short[Math.Min(row.Values.Length, 128)];
        kinds = row.Values.Length <= kinds.Length ? kinds : new short[row.Values.Length];
        Span<double> numbers = stackalloc double[Math.Min(row.Values.Length, 128)];
        numbers = row.Values.Length <= numbers.Length ? numbers : new double[row.Values.Length];
        for (var index = 0; index < row.Values.Length; index++)
        {
            kinds[index] = row.Values[index].Kind.Code;
            numbers[index] = row.Values[index].Value;
        }

        Meter.Int16Array(kinds);
        Meter.Float8Array(numbers);
    }

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();
}
