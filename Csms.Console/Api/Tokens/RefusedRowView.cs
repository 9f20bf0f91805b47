namespace Csms.Console.Api.Tokens;

/// <summary>A row of a file that is not taken.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Token">The token that it names.</param>
/// <param name="Column">The column at fault.</param>
/// <param name="Value">What stands there, its beginning.</param>
/// <param name="Reason">tooManyCells, noToken, notAToken, rounded, twice, notAType, notAStatus, notAGroup, notATime, notALanguage, notAPriority, notPlaces, notATariff, notAFlag or notAText.</param>
/// <param name="Text">The reason in words.</param>
internal sealed record RefusedRowView(int Line, string Token, string Column, string Value, string Reason, string Text);
