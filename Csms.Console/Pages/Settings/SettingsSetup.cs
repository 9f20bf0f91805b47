using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Settings;

/// <summary>The page "Settings".</summary>
internal static class SettingsSetup
{
    public static IServiceCollection AddSettingsPage(this IServiceCollection services) => services
        .AddNavEntry<SettingTexts>("settings", NavGroup.Manage, 88, "/admin/settings", "settings", Permissions.SettingsManage);
}
