using System.Collections.Immutable;
using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Prices;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tariffs;

/// <summary>The prices of a tariff for people: as a table, in a few words, and what one version has and another has not.</summary>
internal sealed class PriceLines(IStringLocalizer<TariffTexts> texts, Formats formats)
{
    private readonly ConditionWords _conditions = new(texts, formats);

    /// <summary>Every price, in the order in which they are tried.</summary>
    public IReadOnlyList<PriceLine> Of(Tariff tariff)
    {
        var lines = new List<PriceLine>();
        foreach (var (form, part) in Parts(tariff))
        {
            var taxes = new TaxSum(part.Taxes);
            foreach (var price in part.Prices)
                lines.Add(new PriceLine(texts[$"Part.{form.Name}"], _conditions.Of(price.Conditions), Text(price.Amount), Text(taxes.With(price.Amount)), Unit(tariff, form), Named(part.Taxes)));
        }

        foreach (var (name, bound) in new[] { ("Form.Least", tariff.MinCost), ("Form.Most", tariff.MaxCost) })
        {
            if (bound is null) continue;
            lines.Add(new PriceLine(texts[name], null, bound.ExclTax is { } without ? Text(without) : null, bound.InclTax is { } with ? Text(with) : null, Sign(tariff.Currency), Named(bound.Taxes)));
        }

        return lines;
    }

    /// <summary>"0.45 – 0.59 €/kWh · 0.10 €/min idle", with taxes.</summary>
    public string Short(Tariff tariff) => string.Join(" · ", Parts(tariff).Where(each => !each.Form.Name.StartsWith("reservation", StringComparison.Ordinal)).Select(each =>
    {
        var taxes = new TaxSum(each.Part.Taxes);
        var amounts = each.Part.Prices.Select(price => taxes.With(price.Amount)).ToList();
        var (least, most) = (amounts.Min(), amounts.Max());
        return texts[$"Short.{each.Form.Name}", $"{(least == most ? Text(least) : Formats.Range(Text(least), Text(most)))} {Unit(tariff, each.Form)}"].Value;
    }));

    /// <summary>What changed from one version to another: lines that are gone and lines that came, as one reads them.</summary>
    public IReadOnlyList<(bool Came, string Text)> Difference(Tariff before, Tariff after)
    {
        IReadOnlyList<string> was = Told(before), now = Told(after);
        if (was.Order(StringComparer.Ordinal).SequenceEqual(now.Order(StringComparer.Ordinal))) return was.SequenceEqual(now) ? [] : [(true, texts["Versions.Order"].Value)]; // of prices the first that fits counts
        return [.. was.Except(now).Select(line => (false, line)), .. now.Except(was).Select(line => (true, line))];
    }

    private IReadOnlyList<string> Told(Tariff tariff) =>
    [
        $"{texts["Currency"].Value}: {tariff.Currency}",
        .. tariff.ValidFrom is { } from ? [$"{texts["ValidFrom"].Value}: {formats.Exact(from)}"] : (string[])[],
        .. Of(tariff).Select(line => $"{line.Part}: {line.Without ?? line.With} {line.Unit}{(line.With is { } with && line.Without is not null && with != line.Without ? $" ({texts["Form.IsWith", with].Value})" : null)}{(line.When is { } when ? $", {when}" : null)}{(line.Taxes is { } taxes ? $" · {taxes}" : null)}"),
        .. tariff.Texts.Select(text => $"{texts["Form.Text"].Value}{(text.Language is { } language ? $" ({language})" : null)}: {text.Content}"),
    ];

    private static IEnumerable<(PartForm Form, PricePart Part)> Parts(Tariff tariff)
    {
        foreach (var form in PartForm.All)
        {
            var part = form.Name switch
            {
                "energy" => tariff.Energy,
                "chargingTime" => tariff.ChargingTime,
                "idleTime" => tariff.IdleTime,
                "fixedFee" => tariff.FixedFee,
                "reservationTime" => tariff.ReservationTime,
                _ => tariff.ReservationFixed,
            };
            if (part is { Prices.IsDefaultOrEmpty: false }) yield return (form, part);
        }
    }

    private static string Unit(Tariff tariff, PartForm form) => form.Unit is { } unit ? $"{Sign(tariff.Currency)}/{unit}" : Sign(tariff.Currency);

    /// <summary>How a currency is written after an amount.</summary>
    public static string Sign(string currency) => currency switch { "EUR" => "€", "GBP" => "£", "USD" => "$", _ => currency };

    private string? Named(ImmutableArray<TaxRate> taxes) => taxes.IsDefaultOrEmpty ? null : string.Join(", ", taxes.Select(tax => $"{tax.Type} {tax.Percent.ToString("0.####", formats.Culture)} %"));

    private string Text(decimal amount) => amount.ToString("#,0.00######", formats.Culture);
}
