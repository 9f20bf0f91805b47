using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Http;

/// <summary>The body of a request as the bytes of a file. What it is, its reader says; a larger one than the endpoint takes is refused.</summary>
internal sealed class CsvBody
{
    private CsvBody(ReadOnlyMemory<byte> bytes, ProblemHttpResult? refusal) => (Bytes, Refusal) = (bytes, refusal);

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Set when it could not be received.</summary>
    public ProblemHttpResult? Refusal { get; }

    /// <summary>Lets an endpoint take the body as a parameter.</summary>
    public static async ValueTask<CsvBody?> BindAsync(HttpContext context)
    {
        if (context.Request.HasJsonContentType())
            return new(default, Problem.Of(StatusCodes.Status415UnsupportedMediaType, "Not a CSV file", "The body is to be the file itself, as text/csv."));
        try
        {
            using var memory = new MemoryStream();
            await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
            return new(memory.GetBuffer().AsMemory(0, (int)memory.Length), null);
        }
        catch (BadHttpRequestException fault)
        {
            return new(default, Problem.Of(fault.StatusCode, fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Body too large" : "Body not readable", fault.Message));
        }
    }
}
