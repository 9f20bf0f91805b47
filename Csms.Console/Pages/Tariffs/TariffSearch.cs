using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Console.Texts;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Finds tariffs in the palette by name or identity.</summary>
internal sealed class TariffSearch(TariffDesk tariffs, IStringLocalizer<TariffTexts> texts) : ISearchSource
{
    public int Order => 35;

    public string Heading => texts["Title"];

    public ValueTask<IReadOnlyList<SearchHit>> FindAsync(string text, AccessScope scope, int limit, CancellationToken cancellationToken)
    {
        var part = text.Trim();
        if (part.Length < 2) return ValueTask.FromResult<IReadOnlyList<SearchHit>>([]);
        return ValueTask.FromResult<IReadOnlyList<SearchHit>>([.. tariffs.Seen(scope)
            .Where(tariff => tariff.Id.Contains(part, StringComparison.OrdinalIgnoreCase) || tariff.Name.Contains(part, StringComparison.CurrentCultureIgnoreCase))
            .OrderBy(tariff => tariff.Retired)
            .Take(limit)
            .Select(tariff => new SearchHit(tariff.Name, TariffLinks.Of(tariff.Id), "tariff", tariff.Id))]);
    }
}
