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

    private static ProblemHttpResult Invalid(string text) => Problem.Invalid(new Dictionary<string, string[]> { ["tariffId"] = [text] });
}
