using Csms.Engine.Events;

namespace Csms.Engine.Sessions;

/// <summary>What a session's meter said at one moment.</summary>
/// <param name="At">When, by the station.</param>
/// <param name="Context">Why it was read.</param>
/// <param name="Values">Normalised to base units.</param>
/// <param name="Raw">Samples kept as written: signed data, unknown measurands.</param>
public sealed record SessionReading(DateTimeOffset At, SampleContext Context, IReadOnlyList<SampledValue> Values, IReadOnlyList<RawSample> Raw);
