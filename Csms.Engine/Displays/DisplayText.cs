namespace Csms.Engine.Displays;

/// <summary>The content of a display message in one language (2.1 MessageContentType).</summary>
/// <param name="Format">ASCII, HTML, URI, UTF8 or QRCODE.</param>
/// <param name="Language">Language tag (RFC 5646), up to 8 characters.</param>
/// <param name="Content">What is shown.</param>
public sealed record DisplayText(string Format, string? Language, string Content);
