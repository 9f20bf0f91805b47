namespace Csms.Console.Api.OpenApi;

/// <summary>The shape of a body that the endpoint reads member by member, for the document.</summary>
/// <param name="Type">Type with the same members; null: any JSON object.</param>
internal sealed record BodyType(Type? Type);
