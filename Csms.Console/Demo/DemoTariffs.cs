using System.Text.Json;
using Csms.Engine.Energy;
using Csms.Engine.Tariffs;
using Csms.Simulator.Demo;
using Csms.Simulator.Station;

namespace Csms.Console.Demo;

/// <summary>What charging costs in the demo network: one price where the stations are fast, one where they are not, one for the fleet. Entered once; what a person makes of them stays.</summary>
internal static class DemoTariffs
{
    /// <summary>The tariff of the fast stations; one of them also reckons with it itself.</summary>
    public const string Fast =
        """
        {"tariffId":"HPC-2026","currency":"EUR",
        "description":[{"format":"UTF8","language":"en","content":"0.59 €/kWh, at night 0.45; 0.10 €/min after charging"},{"format":"UTF8","language":"de","content":"0,59 €/kWh, nachts 0,45; 0,10 €/min nach dem Laden"}],
        "energy":{"prices":[{"priceKwh":0.37815126,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.49579832}],"taxRates":[{"type":"VAT","tax":19}]},
        "idleTime":{"prices":[{"priceMinute":0.08403361}],"taxRates":[{"type":"VAT","tax":19}]},
        "fixedFee":{"prices":[{"priceFixed":0.42016807}],"taxRates":[{"type":"VAT","tax":19}]},
        "maxCost":{"inclTax":150}}
        """;

    private const string Slow =
        """
        {"tariffId":"AC-2026","currency":"EUR",
        "energy":{"prices":[{"priceKwh":0.32773109,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.41176471}],"taxRates":[{"type":"VAT","tax":19}]},
        "idleTime":{"prices":[{"priceMinute":0,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"08:00"}},{"priceMinute":0.04201681,"conditions":{"minIdleTime":1800}}],"taxRates":[{"type":"VAT","tax":19}]},
        "maxCost":{"inclTax":60}}
        """;

    private const string Fleet =
        """
        {"tariffId":"FLEET","currency":"EUR",
        "energy":{"prices":[{"priceKwh":0.24369748}],"taxRates":[{"type":"VAT","tax":19}]}}
        """;

    /// <summary>Enters what is not there; sites get a tariff the first time only.</summary>
    public static async Task EnterAsync(TariffDirectory tariffs, SiteDirectory sites, IReadOnlyList<DemoSite> network, CancellationToken cancellation)
    {
        if (!tariffs.IsEmpty) return;
        await PutAsync(tariffs, "HPC-2026", "Fast charging 2026", Fast, [], cancellation);
        await PutAsync(tariffs, "AC-2026", "City 2026", Slow, [], cancellation);
        if (DemoNetwork.Tokens.FirstOrDefault(token => token.Group is not null)?.Group is { } fleet) await PutAsync(tariffs, "FLEET", "Fleet", Fleet, [fleet], cancellation);
        foreach (var site in network)
        {
            var isFast = site.Stations.Any(station => station.Model.Version == OcppVersion.V21);
            if (sites.Find(site.Code) is { TariffId: null } entered) await sites.PutAsync(entered with { TariffId = isFast ? "HPC-2026" : "AC-2026" }, cancellation);
        }
    }

    private static async Task PutAsync(TariffDirectory tariffs, string id, string name, string body, IReadOnlyList<string> groups, CancellationToken cancellation)
    {
        var written = TariffRules.Read(id, JsonElement.Parse(body), out var found) ?? throw new InvalidOperationException($"The demo's tariff {id} is wrong: {string.Join(", ", found.Select(each => each.Member))}");
        await tariffs.PutAsync(id, _ => new TariffWish(name, null, [.. groups], false, written), 0, "Demo", cancellation);
    }
}
