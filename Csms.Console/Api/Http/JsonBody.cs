using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Http;

/// <summary>
/// The body of a request as a JSON object, read member by member so that "absent" and "null" are told apart and every fault is named by
/// its member. Members that nobody asks for are left alone: a client may be newer than this program.
/// </summary>
internal sealed class JsonBody
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private JsonBody(JsonElement root, ProblemHttpResult? refusal) => (Root, Refusal) = (root, refusal);

    /// <summary>The object; empty when there was no body.</summary>
    public JsonElement Root { get; }

    /// <summary>Set when it is no JSON object; the endpoint is not called then (see <see cref="RefuseAsync"/>).</summary>
    public ProblemHttpResult? Refusal { get; }

    /// <summary>Lets an endpoint take the body as a parameter.</summary>
    public static async ValueTask<JsonBody?> BindAsync(HttpContext context)
    {
        try
        {
            using var memory = new MemoryStream();
            await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
            if (memory.Length == 0) return new(JsonElement.Parse("{}"), null);
            using var document = JsonDocument.Parse(memory.GetBuffer().AsMemory(0, (int)memory.Length), _options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone(), null)
                : new(default, Problem.Of(StatusCodes.Status400BadRequest, "Not a JSON object", $"The body is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}; an object is needed."));
        }
        catch (JsonException fault)
        {
            return new(default, Problem.Of(StatusCodes.Status400BadRequest, "Not JSON", fault.Message));
        }
        catch (BadHttpRequestException fault)
        {
            return new(default, Problem.Of(fault.StatusCode, fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Body too large" : "Body not readable", fault.Message));
        }
    }

    /// <summary>Filter of the whole API: a body that is none never reaches an endpoint.</summary>
    public static async ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
            if (argument is JsonBody { Refusal: { } refusal }) return refusal;
        return await next(context);
    }
}
