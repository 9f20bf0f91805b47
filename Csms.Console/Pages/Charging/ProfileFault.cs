namespace Csms.Console.Pages.Charging;

/// <summary>What is wrong with a member of a form.</summary>
/// <param name="Key">Its text, without "Fault.".</param>
/// <param name="Values">What the text is filled with.</param>
public sealed record ProfileFault(string Key, params object[] Values);
