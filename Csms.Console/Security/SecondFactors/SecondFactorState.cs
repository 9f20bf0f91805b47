namespace Csms.Console.Security.SecondFactors;

/// <summary>What a person has of a second factor.</summary>
/// <param name="Since">When it was set up, UTC.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
internal sealed record SecondFactorState(DateTimeOffset Since, int CodesLeft);
