namespace Csms.Engine.Events.Charging;

/// <summary>Answer to <see cref="ChargingNeedsReported"/>.</summary>
/// <param name="Verdict">The status.</param>
/// <param name="ReasonCode">Why, in a word of the standard (2.1 StatusInfoType.reasonCode, at most 20 characters); null: it needs no reason.</param>
/// <param name="Reason">Why, in a sentence of at most 512 characters; null where there is no code.</param>
public sealed record ChargingNeedsAnswer(NeedsVerdict Verdict, string? ReasonCode = null, string? Reason = null) : StationAnswer;
