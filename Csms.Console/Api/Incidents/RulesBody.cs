namespace Csms.Console.Api.Incidents;

/// <summary>Body of PUT /api/v1/incident-rules: what is not named stays.</summary>
/// <param name="Off">Words of the rules that are switched off; all others are on.</param>
/// <param name="Thresholds">Numbers by name.</param>
internal sealed record RulesBody(IReadOnlyList<string>? Off, IReadOnlyDictionary<string, int>? Thresholds);
