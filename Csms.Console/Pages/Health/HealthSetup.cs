using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Health;

/// <summary>The page "System health".</summary>
internal static class HealthSetup
{
    public static IServiceCollection AddHealthPage(this IServiceCollection services) => services
        .AddSingleton<HealthReader>()
        .AddNavEntry<HealthTexts>("health", NavGroup.Manage, 90, "/admin/health", "layers", Permissions.SettingsManage);
}
