namespace Csms.Console.Api.Displays;

/// <summary>The content of a display message in one more language (2.1).</summary>
/// <param name="Language">Language tag, up to 8 characters.</param>
/// <param name="Content">What is shown, up to 1024 characters.</param>
/// <param name="Format">UTF8, ASCII, HTML, URI or QRCODE; the one of the message when nothing is said.</param>
internal sealed record DisplayTextBody(string? Language, string Content, string? Format);
