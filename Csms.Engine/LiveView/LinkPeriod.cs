namespace Csms.Engine.LiveView;

/// <summary>A station came online or went offline.</summary>
/// <param name="At">When, by our clock.</param>
/// <param name="Online">Whether it was there from then on.</param>
/// <param name="Reason">Why it went, for people.</param>
public sealed record LinkPeriod(DateTimeOffset At, bool Online, string? Reason);
