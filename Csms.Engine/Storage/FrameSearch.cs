namespace Csms.Engine.Storage;

/// <summary>What is looked for in exchanges, whatever their case.</summary>
/// <param name="Text">Part of a payload, an action, a message id or an error.</param>
/// <param name="Pattern">Or a regular expression that a payload matches; null: none.</param>
public sealed record FrameSearch(string Text, string? Pattern);
