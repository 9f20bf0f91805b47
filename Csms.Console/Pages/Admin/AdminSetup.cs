using Csms.Console.Layout;
using Csms.Console.Security;

namespace Csms.Console.Pages.Admin;

/// <summary>Administration pages in the navigation.</summary>
internal static class AdminSetup
{
    public static IServiceCollection AddAdminPages(this IServiceCollection services) => services
        .AddNavEntry("users", NavGroup.Manage, 80, "/admin/users", "users", Permissions.UsersManage)
        .AddNavEntry("keys", NavGroup.Manage, 82, "/admin/keys", "key", Permissions.KeysManage)
        .AddNavEntry("audit", NavGroup.Manage, 84, "/admin/audit", "audit", Permissions.AuditRead);
}
