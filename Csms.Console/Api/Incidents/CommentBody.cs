namespace Csms.Console.Api.Incidents;

/// <summary>A comment.</summary>
/// <param name="Text">1 to 2000 characters.</param>
internal sealed record CommentBody(string Text);
