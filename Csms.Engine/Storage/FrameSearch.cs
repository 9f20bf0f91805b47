namespace Csms.Engine.Storage;

/// <summary>What is looked for in exchanges, whatever their case.</summary>
/// <param name="Text">Part of a payload, an action, a message id or an error.</param>
/// <param name="Pattern">Or a regular expression that a payload matches; null: none.</param>
public sealed record FrameSearch(string Text, string? Pattern)
{
    /// <summary>How much of a station's log is searched at once: no index knows what payloads say, and each frame of it is read.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(7);
}
