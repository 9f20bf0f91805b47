namespace Csms.Engine.PlugAndCharge;

/// <summary>Whether the provider of contract certificates can be reached: by the last look, or the last request of a car, whichever came later.</summary>
/// <param name="CheckedAt">When that was; UTC.</param>
/// <param name="AnsweredAt">When it last answered anything; null: not since the start.</param>
/// <param name="AwaySince">Since when it does not; null: it does.</param>
/// <param name="Fault">Why not; null: it does.</param>
public sealed record ProviderReach(DateTimeOffset CheckedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? AwaySince, string? Fault);
