using Csms.Console.Layout;
using Csms.Console.Pages.Overview;
using Csms.Console.Security;

namespace Csms.Console.Pages.Stations;

/// <summary>Overview and station pages: navigation, search, figures, export.</summary>
internal static class StationsSetup
{
    public static IServiceCollection AddStationPages(this IServiceCollection services) => services
        .AddNavEntry("overview", NavGroup.Operate, 0, "/overview", "overview", Permissions.StationsRead, 'o')
        .AddNavEntry("stations", NavGroup.Operate, 20, StationLinks.List, "station", Permissions.StationsRead, 's')
        .AddSingleton<INavCounts, StationCounts>()
        .AddScoped<ISearchSource, StationSearch>()
        .AddSingleton<StationRows>()
        .AddSingleton<OverviewReader>()
        .AddScoped<StationRegistrar>()
        .AddScoped<DayLoader>()
        .AddScoped<RefusalWords>();

    public static void MapStationPages(this IEndpointRouteBuilder routes)
    {
        routes.MapStationExport();
        routes.MapLogDownload();
        Certificates.CustomerDownload.MapCustomerDownload(routes);
    }
}
