using Csms.Console.Api.Http;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Tariffs;

/// <summary>Why a station, site or token is not given a tariff, as an answer.</summary>
internal static class AssignWords
{
    public static ProblemHttpResult? Refusal(AssignFault? fault, string? tariffId) => fault switch
    {
        null => null,
        AssignFault.NotAllowed => Problem.Forbidden(Permissions.TariffsWrite),
        AssignFault.Unknown => Invalid($"There is no tariff {tariffId}."),
        AssignFault.Retired => Invalid($"The tariff {tariffId} is retired."),
        AssignFault.OtherSite => Invalid($"The tariff {tariffId} belongs to another site."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "no fault of an assignment"),
    };

    /// <summary>Of a token.</summary>
    public static ProblemHttpResult? Refusal(TokenPriceFault? fault, string? tariffId) =>
        fault is { Member: TokenPriceFault.Group } ? OfGroup(TokenPriceFault.Group) : Refusal(fault?.Fault, tariffId);

    /// <summary>A group whose drivers pay a tariff that the caller may not change.</summary>
    /// <param name="member">Of the body, that names the group; null: the path does.</param>
    public static ProblemHttpResult OfGroup(string? member) => Problem.Of(StatusCodes.Status403Forbidden, "Not within the scopes of this API key",
        $"{(member is null ? "" : $"{member}: ")}the drivers of the group pay a tariff of their own; who puts tokens into it or takes them out needs {Permissions.TariffsWrite} for that tariff.",
        [new("permission", Permissions.TariffsWrite), .. member is null ? (KeyValuePair<string, object?>[])[] : [new("member", member)]]);

    private static ProblemHttpResult Invalid(string text) => Problem.Invalid(new Dictionary<string, string[]> { ["tariffId"] = [text] });
}
