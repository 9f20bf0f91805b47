using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Prices;
using Csms.Engine.Tests.Support;
using static Csms.Engine.Tests.Prices.PriceMaker;

namespace Csms.Engine.Tests.Prices;

/// <summary>Worked examples, reckoned by hand: golden.json. Among them the example tariffs of OCPI 2.2.1 as far as OCPP can say them.</summary>
public sealed class PriceGoldenTests
{
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "Csms.Engine.Tests", "Prices", "golden.json")))!;

    public static TheoryData<string> Names => [.. Golden["cases"]!.AsArray().Select(x => x!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Cost_WorkedExample_IsAsByHand(string name)
    {
        var example = Golden["cases"]!.AsArray().Single(x => x!["name"]!.GetValue<string>() == name)!;
        PriceTerms Of(string tariff) => new(Tariff(tariff, Golden["tariffs"]![tariff]!.ToJsonString()), TimeZoneInfo.FindSystemTimeZoneById((string?)example["zone"] ?? "Europe/Berlin"))
        {
            Kind = (string?)example["kind"] is { } kind ? Enum.Parse<EvseKind>(kind) : null,
            PaymentRecognition = (string?)example["recognition"],
            Reserved = (int?)example["reservedMinutes"] is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
        };

        var cost = Played(Of((string)example["tariff"]!), (DateTimeOffset)example["at"]!, (decimal?)example["energy"] ?? 0, (string)example["use"]!, Of).Cost;

        Assert.Equal(example["lines"]!.AsArray().Select(x => (string)x!), cost.Lines.Select(Said));
        Assert.Equal(((decimal)example["excl"]!, (decimal)example["incl"]!), (cost.ExclTax, cost.InclTax));
        Assert.Equal((cost.ExclTax, cost.InclTax), (cost.Lines.Sum(x => x.ExclTax), cost.Lines.Sum(x => x.InclTax)));
        Assert.Equal(cost.InclTax - cost.ExclTax, cost.Tax);
        Assert.Equal(Golden["tariffs"]![(string)example["tariff"]!]!["currency"]!.GetValue<string>(), cost.Currency);
    }

    private static string Said(CostLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Kind} {line.Volume:0.#########} x {line.UnitPrice} = {line.ExclTax} / {line.InclTax}");
}
