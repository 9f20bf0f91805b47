using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Tariff pages in the navigation and the palette.</summary>
internal static class TariffPagesSetup
{
    public static IServiceCollection AddTariffPages(this IServiceCollection services) => services
        .AddSingleton<TariffGiven>()
        .AddSingleton<PastTrials>()
        .AddScoped<ISearchSource, TariffSearch>()
        .AddNavEntry<TariffTexts>("tariffs", NavGroup.Sell, 35, TariffLinks.List, "tariff", Permissions.TariffsRead);
}
