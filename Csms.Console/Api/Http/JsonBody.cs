using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Http;

/// <summary>
/// The body of a request as a JSON object, read member by member so that "absent" and "null" are told apart and every fault is named by
/// its member. Members that nobody asks for are left alone: a client may be newer than this program.
/// </summary>
internal sealed class JsonBody
{
    private const string HalfOfAPair = "Half a surrogate pair (\\ud800 to \\udfff by itself) is no character.";

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
            var text = memory.GetBuffer().AsMemory(0, (int)memory.Length);
            if (!Utf8.IsValid(text.Span)) return new(default, Problem.Of(StatusCodes.Status400BadRequest, "Not JSON", "The body is not UTF-8."));
            using var document = JsonDocument.Parse(text, _options);
            if (HasSurrogates(text.Span) && Unreadable(document.RootElement, "") is { } member)
                return new(default, Problem.Invalid(new Dictionary<string, string[]> { [member] = [HalfOfAPair] }));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone(), null)
                : new(default, Problem.Of(StatusCodes.Status400BadRequest, "Not a JSON object", $"The body is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}; an object is needed."));
        }
        catch (JsonException fault)
        {
            return new(default, Problem.Of(StatusCodes.Status400BadRequest, "Not JSON", fault.Message));
        }
        catch (InvalidOperationException)
        {
            return new(default, Problem.Of(StatusCodes.Status400BadRequest, "Not JSON", $"The name of a member can't be read. {HalfOfAPair}")); // names are compared while it is parsed
        }
        catch (BadHttpRequestException fault)
        {
            return new(default, Problem.Of(fault.StatusCode, fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Body too large" : "Body not readable", fault.Message));
        }
    }

    // JSON lets one half of a surrogate pair be written; no text can hold it, and whoever reads the member would fail. Seldom: only a body that spells surrogates is walked.
    private static bool HasSurrogates(ReadOnlySpan<byte> text) => text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0;

    /// <summary>Where a text can't be read, as "usage[0].at"; null: nowhere.</summary>
    private static string? Unreadable(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return IsReadable(() => element.GetString()) ? null : path;
            case JsonValueKind.Array:
                var place = 0;
                foreach (var item in element.EnumerateArray())
                {
                    if (Unreadable(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{place++}]")) is { } inside) return inside;
                }

                return null;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (Unreadable(member.Value, path.Length > 0 ? $"{path}.{member.Name}" : member.Name) is { } inside) return inside;
                }

                return null;
            default:
                return null;
        }
    }

    private static bool IsReadable(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false; // the one way in which the reader tells it
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
