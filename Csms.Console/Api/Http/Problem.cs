using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Http;

/// <summary>Refusals as problem details (RFC 9457).</summary>
internal static class Problem
{
    public static ProblemHttpResult Of(int status, string title, string detail, IEnumerable<KeyValuePair<string, object?>>? members = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: members);

    /// <summary>400 with what is wrong by member or parameter.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> faults) =>
        TypedResults.Problem(new HttpValidationProblemDetails(faults)
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The request is not valid",
            Detail = string.Join(" ", faults.Select(fault => $"{fault.Key}: {fault.Value[0]}")),
        });

    public static ProblemHttpResult NotFound(string kind, string id) => Of(StatusCodes.Status404NotFound, $"No such {kind}", $"There is no {kind} {id}.");

    public static ProblemHttpResult Conflict(string title, string detail) => Of(StatusCodes.Status409Conflict, title, detail);

    public static ProblemHttpResult Forbidden(string permission) => Of(StatusCodes.Status403Forbidden, "Not within the scopes of this API key",
        $"The key is valid but does not carry {permission} here.", [new("permission", permission)]);
}
