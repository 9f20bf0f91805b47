namespace Csms.Engine.Prices;

/// <summary>What a driver reads of a price (2.1 MessageContentType in plain text).</summary>
/// <param name="Language">RFC 5646; null: not said.</param>
/// <param name="Content">Up to 512 characters.</param>
public sealed record PriceText(string? Language, string Content);
