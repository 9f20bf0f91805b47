using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Bulk;

/// <summary>Bulk runs in the navigation: for those who may start one.</summary>
internal static class BulkSetup
{
    public static IServiceCollection AddBulkPages(this IServiceCollection services) => services
        .AddNavEntry<BulkTexts>("bulk", NavGroup.Operate, 45, BulkLinks.List, "layers", Permissions.CommandStop);

    public static void MapBulkPages(this IEndpointRouteBuilder routes) => routes.MapBulkExport();
}
