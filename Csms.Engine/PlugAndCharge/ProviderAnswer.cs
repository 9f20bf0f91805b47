namespace Csms.Engine.PlugAndCharge;

/// <summary>How the provider of contract certificates last answered.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="Fault">What was wrong with it; null: it answered as agreed, be it by a refusal.</param>
public sealed record ProviderAnswer(DateTimeOffset At, string? Fault);
