using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Tariffs;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;

namespace Csms.Console.Api.Tariffs;

/// <summary>What a PUT asks of a tariff, as far as its members can be read; whether it is right is judged by <see cref="TariffDesk"/>.</summary>
internal static class TariffPutReader
{
    public static TariffChange Read(JsonBody json, out IDictionary<string, string[]> faults)
    {
        var body = new BodyReader(json);
        var site = body.Text("siteId", 64);
        var retired = body.Flag("retired");
        var expected = body.Integer("version", 0, int.MaxValue);
        var revision = body.Long("revision", 0, long.MaxValue);
        var change = new TariffChange
        {
            Name = body.Text("name", TariffRules.MaxName, nullable: false).Value,
            SetsSite = site.Is,
            SiteId = site.Value,
            Groups = body.Texts("groups", TokenRules.MaxToken, nullable: true) is { Is: true } groups ? groups.Value ?? [] : null,
            Retired = retired.Is ? retired.Value : null,
            Expected = expected.Is ? expected.Value : null,
            Revision = revision.Value,
            Reason = body.Text("reason", 200).Value?.Trim() is { Length: > 0 } why ? why : null,
            Tariff = Tariff(json, body),
        };
        faults = body.Faults;
        return change;
    }

    private static JsonElement? Tariff(JsonBody json, BodyReader body)
    {
        if (!json.Root.TryGetProperty("tariff", out var tariff)) return null;
        if (tariff.ValueKind == JsonValueKind.Object) return tariff;
        body.Fault("tariff", "This must be an object: TariffType of OCPP 2.1.");
        return null;
    }
}
