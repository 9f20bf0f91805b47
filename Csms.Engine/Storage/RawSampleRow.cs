namespace Csms.Engine.Storage;

/// <summary>One row of csms.raw_samples.</summary>
internal readonly record struct RawSampleRow(
    long? SessionId,
    int StationKey,
    int EvseId,
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    long Key,
    short Context,
    string Measurand,
    string? Phase,
    string? Unit,
    string Value,
    string? Encoding,
    string? SigningMethod,
    string? PublicKey);
