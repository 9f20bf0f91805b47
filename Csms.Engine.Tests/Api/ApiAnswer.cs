using System.Net;
using System.Text.Json;

namespace Csms.Engine.Tests.Api;

/// <summary>An answer of the API.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="MediaType">Media type of the body.</param>
/// <param name="Body">The body; undefined when there is none or it is no JSON.</param>
/// <param name="Text">The body as text.</param>
public sealed record ApiAnswer(HttpStatusCode Status, string? MediaType, JsonElement Body, string Text)
{
    /// <summary>A member of the body by its path, parted by dots; numbers are places in lists.</summary>
    public JsonElement this[string path] =>
        path.Split('.').Aggregate(Body, (at, part) => int.TryParse(part, out var place) ? at[place] : at.GetProperty(part));

    /// <summary>The same as text.</summary>
    public string? Word(string path) => this[path] is { ValueKind: JsonValueKind.String } text ? text.GetString() : this[path].GetRawText();

    /// <summary>Fails, telling the body, unless the status is this one.</summary>
    public ApiAnswer Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)status} was expected, {(int)Status} came: {Text}");
        return this;
    }

    /// <summary>Fails unless it is a refusal in problem details.</summary>
    public ApiAnswer IsProblem(HttpStatusCode status)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)status, this["status"].GetInt32());
        Assert.False(string.IsNullOrEmpty(Word("title")));
        return this;
    }
}
