using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Console.Vendors;

namespace Csms.Console.Pages.Vendors;

/// <summary>The page "Vendors".</summary>
internal static class VendorPagesSetup
{
    public static IServiceCollection AddVendorPages(this IServiceCollection services) => services
        .AddSingleton<VendorDesk>()
        .AddScoped<FaultWords>()
        .AddScoped<SchemaWords>()
        .AddNavEntry<VendorTexts>("vendors", NavGroup.Manage, 87, "/admin/vendors", "table", Permissions.SettingsManage);
}
