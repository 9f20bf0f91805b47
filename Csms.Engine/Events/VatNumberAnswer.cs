namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="VatNumberAsked"/>.</summary>
/// <param name="Asked">The question; its members are repeated.</param>
/// <param name="IsValid">Accepted; else Rejected.</param>
/// <param name="ReasonCode">Why not, or that nobody vouches for it: a word of at most 20 letters (StatusInfoType), or null.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="Company">Whose number it is, where that is known.</param>
public sealed record VatNumberAnswer(VatNumberAsked Asked, bool IsValid, string? ReasonCode = null, string? Reason = null, CompanyAddress? Company = null) : StationAnswer;
