namespace Csms.Engine.Events;

/// <summary>What a driver reads on the station's display (2.x MessageContentType, plain text).</summary>
/// <param name="Language">RFC 5646; null: not said.</param>
/// <param name="Content">Up to 512 characters.</param>
public sealed record DriverText(string? Language, string Content);
