namespace Csms.Console.Api.Tokens;

/// <summary>Body of POST /tokens/{idToken}/credit.</summary>
/// <param name="Amount">What is added; below 0: what is taken away. Not 0.</param>
/// <param name="Currency">ISO 4217; a card is of one currency, that of its first entry.</param>
/// <param name="Reason">Why; needed where something is taken away.</param>
internal sealed record CreditBody(decimal Amount, string Currency, string? Reason);
