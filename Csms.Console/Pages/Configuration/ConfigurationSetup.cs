using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Templates;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Configuration;

/// <summary>Configuration templates in the navigation.</summary>
internal static class ConfigurationSetup
{
    public static IServiceCollection AddConfigurationPages(this IServiceCollection services) => services
        .AddSingleton<TemplateDesk>()
        .AddNavEntry<ConfigurationTexts>("configuration", NavGroup.Manage, 75, ConfigurationLinks.List, "doc", Permissions.CommandConfig);

    public static void MapConfigurationPages(this IEndpointRouteBuilder routes) => routes.MapConfigurationExport();
}
