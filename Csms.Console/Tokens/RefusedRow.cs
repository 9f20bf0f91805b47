namespace Csms.Console.Tokens;

/// <summary>A row of a file that is not taken.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Token">The token it names.</param>
/// <param name="Column">The column at fault, as <see cref="TokenCsv"/> spells it.</param>
/// <param name="Value">What stands there, its beginning.</param>
/// <param name="Why">What is wrong with it.</param>
/// <param name="EarlierLine">Where the token stands already, for <see cref="RefusedWhy.Twice"/>.</param>
public sealed record RefusedRow(int Line, string Token, string Column, string Value, RefusedWhy Why, int? EarlierLine = null);
