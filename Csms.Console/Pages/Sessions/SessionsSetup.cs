using Csms.Console.Layout;
using Csms.Console.Security;

namespace Csms.Console.Pages.Sessions;

/// <summary>Session pages in the navigation, what they need, and their downloads.</summary>
internal static class SessionsSetup
{
    public static IServiceCollection AddSessionPages(this IServiceCollection services) => services
        .AddSingleton<SessionLines>()
        .AddSingleton<SessionPicks>()
        .AddSingleton<SessionFactsReader>()
        .AddScoped<ISearchSource, SessionSearch>()
        .AddNavEntry("sessions", NavGroup.Operate, 30, "/sessions", "session", Permissions.SessionsRead, 'e');

    public static void MapSessionPages(this IEndpointRouteBuilder routes) => routes.MapSessionExport();
}
