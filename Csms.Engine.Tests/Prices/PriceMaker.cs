using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Prices;

namespace Csms.Engine.Tests.Prices;

/// <summary>Tariffs and sessions for tests.</summary>
internal static class PriceMaker
{
    public static readonly DateTimeOffset T0 = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero); // a Monday, 09:00 in Berlin
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>A tariff of the members of TariffType, without its identity.</summary>
    public static Tariff Tariff(string id, string members) => TariffReader.Read(((JsonObject)JsonNode.Parse(members)!).With("tariffId", id).ToJsonString(), 1);

    public static Tariff Tariff(string members) => Tariff("t", members);

    public static PriceTerms Terms(Tariff tariff) => new(tariff, Berlin);

    /// <summary>A session by a script: "charging; +30 read 5000 16A 3600W; +60 idle; +90 change b 7000; +90 end 7000". Minutes since the begin.</summary>
    public static SessionPrice Played(PriceTerms terms, DateTimeOffset at, decimal energyWh, string script, Func<string, PriceTerms> others)
    {
        var steps = script.Split("; ");
        var price = SessionPrice.Begin(terms, at, steps[0] == "charging", energyWh);
        foreach (var step in steps[1..])
        {
            var words = step.Split(' ');
            var then = at.AddMinutes(double.Parse(words[0], CultureInfo.InvariantCulture));
            price = words[1] switch
            {
                "charging" => price.Pass(then, true),
                "idle" => price.Pass(then, false),
                "read" => price.Read(then, Number(words[2]), Measured(words, 'W'), Measured(words, 'A')),
                "change" => price.Change(others(words[2]), then, Number(words[3])),
                "end" => price.End(then, words.Length > 2 ? Number(words[2]) : null),
                _ => throw new FormatException(step),
            };
        }

        return price;
    }

    private static JsonObject With(this JsonObject tariff, string name, string value)
    {
        tariff[name] = value;
        return tariff;
    }

    private static decimal? Measured(string[] words, char unit) => words.Skip(3).Where(word => word[^1] == unit).Select(word => (decimal?)Number(word[..^1])).SingleOrDefault();

    private static decimal Number(string word) => decimal.Parse(word, CultureInfo.InvariantCulture);
}
