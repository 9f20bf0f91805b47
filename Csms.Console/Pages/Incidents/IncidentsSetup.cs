using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Incidents;

/// <summary>Incident pages in the navigation, with the red figure of what nobody has taken yet.</summary>
internal static class IncidentsSetup
{
    public static IServiceCollection AddIncidentPages(this IServiceCollection services) => services
        .AddNavEntry<IncidentTexts>("incidents", NavGroup.Operate, 40, IncidentLinks.List, "incident", Permissions.IncidentsRead, 'i')
        .AddSingleton<INavCounts, IncidentCounts>()
        .AddScoped<ISearchSource, IncidentSearch>()
        .AddScoped<IncidentWords>()
        .AddScoped<IncidentActions>();

    public static void MapIncidentPages(this IEndpointRouteBuilder routes) => routes.MapIncidentExport();
}
