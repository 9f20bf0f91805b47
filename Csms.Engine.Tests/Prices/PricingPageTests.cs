using System.Globalization;
using System.Text.RegularExpressions;
using Csms.Engine.Prices;
using Csms.Engine.Tests.Support;
using static Csms.Engine.Tests.Prices.PriceMaker;

namespace Csms.Engine.Tests.Prices;

/// <summary>The example of docs/pricing.md is what the engine says.</summary>
public sealed partial class PricingPageTests
{
    [Fact]
    public void Page_Example_IsWhatTheEngineSays()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "pricing.md"));
        var tariff = TariffReader.Read(Json().Match(page).Groups[1].Value, 1);
        var begin = new DateTimeOffset(2026, 11, 30, 20, 30, 0, TimeSpan.Zero); // 21:30 in Berlin

        var price = Played(Terms(tariff), begin, 0, "charging; +60 read 20000; +60 idle; +95 end 20000", _ => throw new NotSupportedException());

        var cost = price.Cost;
        Assert.Equal(
            Row().Matches(page).Select(x => x.Value.TrimEnd()),
            cost.Lines.Select(x => string.Create(CultureInfo.InvariantCulture, $"| {x.Kind} | {x.Volume:0.###} | {x.UnitPrice:0.00} | {x.ExclTax:0.00} | {x.InclTax:0.00} |")));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| Total | | | {cost.ExclTax:0.00} | {cost.InclTax:0.00} |"), page, StringComparison.Ordinal);
        Assert.Contains($"\"{SessionPrice.Begin(Terms(tariff), begin, true, 0).TextAt(begin)!.Content}\"", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex("^\\| (Energy|IdleTime|FixedFee) \\|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
