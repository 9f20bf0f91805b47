using System.Globalization;
using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Prices;
using Csms.Engine.Tariffs;
using Csms.Engine.Tariffs.OnStation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Tariffs;

/// <summary>`POST /api/v1/tariffs/preview`: what a session would cost, by the function that prices every session.</summary>
internal static class TariffPreviewEndpoint
{
    private const string Unnamed = "PREVIEW";

    public static void MapTariffPreview(this RouteGroupBuilder tariffs) => tariffs.MapPost("/preview", Preview).RequireAuthorization(Permissions.TariffsRead)
        .WithMetadata(new RequestSizeLimitAttribute(1024 * 1024)).TakesBody<TariffPreviewBody>().WithName("previewTariff").WithSummary("What a made-up session would cost. Nothing is kept.")
        .WithDescription("By the function that prices every session, while it runs and at its end: a tariff can be tried before it is entered.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(413);

    private static Results<Ok<TariffPreviewView>, ProblemHttpResult> Preview(JsonBody json, AccessScope scope, TariffDesk desk, SiteDirectory sites)
    {
        var body = new BodyReader(json);
        var id = body.Text("tariffId", TariffCheck.LongestId).Value;
        var version = body.Integer("version", 1, int.MaxValue);
        var zoneName = body.Text("timeZone", 64).Value;
        var kind = body.Text("evseKind", 2).Value;
        var brand = body.Text("paymentBrand", 20).Value;
        var recognition = body.Text("paymentRecognition", 20).Value;
        var reserved = body.Integer("reservedMinutes", 0, 60 * 24 * 7);
        var language = body.Text("language", 8).Value;
        if (kind is not (null or "AC" or "DC")) body.Fault("evseKind", "One of: AC, DC.");
        var zone = TimeZoneInfo.Utc;
        if (zoneName is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out zone!)) body.Fault("timeZone", "This is not an IANA time zone, such as Europe/Berlin.");
        var usage = Usage(json.Root, body);

        var entered = id is null ? null : desk.Find(scope, id);
        var tariff = (Given(json.Root, "tariff"), id) switch
        {
            ({ } given, null) => Read(given, body),
            (null, not null) => (version.Is ? entered?.Version(version.Value) : entered?.Current)?.Tariff,
            _ => null,
        };
        if (Given(json.Root, "tariff") is null == id is null) body.Fault("tariff", "Either tariff or tariffId is needed.");
        if (body.Faults.Count > 0) return Problem.Invalid(body.Faults);
        if (tariff is null) return entered is null ? Problem.NotFound("tariff", id!) : Problem.NotFound("version of this tariff", $"{version.Value}");
        if (zoneName is null && entered?.SiteId is { } site) zone = sites.ZoneOf(site);
        var terms = new PriceTerms(tariff, zone!)
        {
            Kind = kind switch { "AC" => EvseKind.AC, "DC" => EvseKind.DC, _ => null },
            PaymentBrand = brand,
            PaymentRecognition = recognition,
            Reserved = reserved.Is ? TimeSpan.FromMinutes(reserved.Value) : null,
            Language = language,
        };
        return TypedResults.Ok(TariffPreviewView.Of(TariffTrial.Of(terms, usage), zone!, SessionPrice.TextOf(terms, usage[0].At)));
    }

    private static JsonElement? Given(JsonElement root, string member) => root.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static Tariff? Read(JsonElement tariff, BodyReader body)
    {
        var id = tariff.ValueKind == JsonValueKind.Object && tariff.TryGetProperty("tariffId", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : Unnamed;
        var text = TariffRules.Read(id, tariff, out var found);
        foreach (var finding in found) body.Fault(finding.Member.Length > 0 ? $"tariff.{finding.Member}" : "tariff", finding.Fault.ToString());
        return text is null ? null : TariffReader.Read(text, 1);
    }

    private static List<TrialPoint> Usage(JsonElement root, BodyReader body)
    {
        var points = new List<TrialPoint>();
        if (Given(root, "usage") is not { ValueKind: JsonValueKind.Array } usage || usage.GetArrayLength() is < 2 or > TariffTrial.MostPoints)
        {
            body.Fault("usage", $"A list of 2 to {TariffTrial.MostPoints} points is needed.");
            return points;
        }

        foreach (var item in usage.EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"usage[{points.Count}]");
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("at", out var when) || when.ValueKind != JsonValueKind.String || !UtcTime.TryParse(when.GetString(), out var at)) body.Fault($"{path}.at", UtcTime.Needed);
            else if (!TariffRules.IsSane(at)) body.Fault($"{path}.at", string.Create(CultureInfo.InvariantCulture, $"A time in the years {TariffRules.Earliest.Year} to {TariffRules.Latest.Year - 1} is needed."));
            else if (points.Count > 0 && at < points[^1].At) body.Fault($"{path}.at", "Points are in the order of time.");
            else if (points.Count > 0 && at - points[0].At > TariffTrial.Longest) body.Fault($"{path}.at", $"A session of at most {TariffTrial.Longest.Days} days is reckoned.");
            else if (Number(item, "energyWh", TariffTrial.MostWh) is not { } energy) body.Fault($"{path}.energyWh", $"A number from 0 to {TariffTrial.MostWh:0} is needed.");
            else if (points.Count > 0 && energy < points[^1].EnergyWh) body.Fault($"{path}.energyWh", "Energy only grows.");
            else if (!IsEmptyOrNumber(item, "powerW")) body.Fault($"{path}.powerW", "A number from 0 to 100000000 is needed.");
            else if (!IsEmptyOrNumber(item, "currentA")) body.Fault($"{path}.currentA", "A number from 0 to 100000000 is needed.");
            else if (!item.TryGetProperty("charging", out var charging) || charging.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) body.Fault($"{path}.charging", "true or false is needed.");
            else
            {
                points.Add(new TrialPoint(at, energy, charging.GetBoolean(), Number(item, "powerW", MostMeasured), Number(item, "currentA", MostMeasured)));
                continue;
            }

            break; // the points after it would be told wrongly
        }

        return points;
    }

    private const decimal MostMeasured = 100_000_000;

    private static bool IsEmptyOrNumber(JsonElement item, string member) => Given(item, member) is null || Number(item, member, MostMeasured) is not null;

    private static decimal? Number(JsonElement item, string member, decimal most) =>
        item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= 0 && number <= most ? number : null;
}
