using Csms.Console.Texts;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tokens;

/// <summary>Types and status of tokens as people read them.</summary>
internal static class TokenWords
{
    /// <summary>IdTokenEnumStringType of OCPP 2.1, the common ones first.</summary>
    public static readonly string[] Types = ["ISO14443", "Central", "eMAID", "ISO15693", "KeyCode", "Local", "MacAddress", "EVCCID", "VIN", "DirectPayment", "NoAuthorization"];

    /// <summary>What a person can give a token; the rest are answers to a situation.</summary>
    public static readonly AuthorizationStatus[] Given = [AuthorizationStatus.Accepted, AuthorizationStatus.Blocked, AuthorizationStatus.Expired, AuthorizationStatus.Invalid, AuthorizationStatus.NoCredit, AuthorizationStatus.NotAllowedTypeEVSE, AuthorizationStatus.NotAtThisLocation, AuthorizationStatus.NotAtThisTime];

    /// <summary>Every group, by name.</summary>
    public static IReadOnlyList<string> Groups(TokenDirectory directory) =>
        [.. directory.All.Select(token => token.GroupId).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    public static string Status(IStringLocalizer<TokenTexts> texts, AuthorizationStatus status) => texts[$"Status.{status}"];

    public static string Type(IStringLocalizer<TokenTexts> texts, string type) => texts[$"Type.{type}"] is { ResourceNotFound: false } word ? word.Value : type;
}
