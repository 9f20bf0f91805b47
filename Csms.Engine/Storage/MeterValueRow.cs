namespace Csms.Engine.Storage;

/// <summary>One row of csms.meter_values.</summary>
public readonly record struct MeterValueRow(
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    long? SessionId,
    long Key,
    int StationKey,
    int EvseId,
    short Context,
    short[] Kinds,
    double[] Values);
