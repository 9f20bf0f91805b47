using Csms.Engine.Events;

namespace Csms.Engine.Storage;

/// <summary>One row of csms.meter_values.</summary>
internal readonly record struct MeterValueRow(
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    long? SessionId,
    long Key,
    int StationKey,
    int EvseId,
    short Context,
    SampledValue[] Values);
