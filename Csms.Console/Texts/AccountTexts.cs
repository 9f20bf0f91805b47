namespace Csms.Console.Texts;

/// <summary>Words of sign-in, accounts and administration; marker of AccountTexts.resx and AccountTexts.de.resx.</summary>
public sealed class AccountTexts;
