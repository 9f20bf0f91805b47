namespace Csms.Console.Layout;

/// <summary>One line of the palette.</summary>
/// <param name="Title">What it is: "HBN-07".</param>
/// <param name="Href">Where Enter leads.</param>
/// <param name="Icon">Symbol of icons.svg without "i-".</param>
/// <param name="Detail">Grey words at its right.</param>
public sealed record SearchHit(string Title, string Href, string Icon, string? Detail = null);
