namespace Csms.Console.Controls;

/// <summary>A tab of <see cref="TabStrip"/>.</summary>
/// <param name="Key">Value in the address; the first tab has none.</param>
/// <param name="Title">Its word.</param>
/// <param name="Count">Grey figure behind it.</param>
public sealed record TabItem(string Key, string Title, string? Count = null);
