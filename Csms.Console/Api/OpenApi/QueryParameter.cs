namespace Csms.Console.Api.OpenApi;

/// <summary>A query parameter, for the document.</summary>
internal sealed record QueryParameter(string Name, string Text);
