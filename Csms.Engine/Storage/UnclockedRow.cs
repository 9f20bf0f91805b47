using Csms.Engine.Events;

namespace Csms.Engine.Storage;

/// <summary>A reading outside of a session at a time that is not believed: it is stored at the instant at which it came first.</summary>
internal sealed record UnclockedRow(
    int StationKey,
    int EvseId,
    DateTimeOffset SaidAt,
    long Key,
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    short Context,
    SampledValue[] Values,
    IReadOnlyList<RawSampleRow> Raw);
