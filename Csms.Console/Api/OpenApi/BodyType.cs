namespace Csms.Console.Api.OpenApi;

/// <summary>The shape of a body that the endpoint reads member by member, for the document.</summary>
/// <param name="Type">Type with the same members; null: any JSON object, or a text where it is no JSON.</param>
/// <param name="Media">Media type.</param>
internal sealed record BodyType(Type? Type, string Media = BodyType.Json)
{
    public const string Json = "application/json";
}
