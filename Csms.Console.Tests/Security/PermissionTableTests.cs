using Csms.Console.Security;

namespace Csms.Console.Tests.Security;

/// <summary>CONSOLE.md, "must never be able to", row by row.</summary>
public sealed class PermissionTableTests
{
    [Theory]
    [InlineData(Role.Operator, Permissions.UsersManage)]
    [InlineData(Role.Operator, Permissions.KeysManage)]
    [InlineData(Role.Operator, Permissions.SettingsManage)]
    [InlineData(Role.SiteManager, Permissions.UsersManage)]
    [InlineData(Role.Technician, Permissions.TokensRead)]
    [InlineData(Role.Technician, Permissions.TokensWrite)]
    [InlineData(Role.Finance, Permissions.CommandStart)]
    [InlineData(Role.Finance, Permissions.CommandStop)]
    [InlineData(Role.Finance, Permissions.CommandReset)]
    [InlineData(Role.Finance, Permissions.CommandConfig)]
    [InlineData(Role.Finance, Permissions.SessionsStop)]
    [InlineData(Role.Finance, Permissions.ReservationsWrite)]
    [InlineData(Role.Technician, Permissions.ReservationsWrite)]
    [InlineData(Role.Support, Permissions.CommandConfig)]
    [InlineData(Role.Support, Permissions.CommandReset)]
    [InlineData(Role.Support, Permissions.CommandLimit)]
    [InlineData(Role.Finance, Permissions.CommandLimit)]
    [InlineData(Role.Operator, Permissions.CommandTariff)]
    [InlineData(Role.Technician, Permissions.CommandTariff)]
    [InlineData(Role.Finance, Permissions.CommandTariff)]
    [InlineData(Role.Operator, Permissions.TariffsWrite)]
    [InlineData(Role.Technician, Permissions.TariffsRead)]
    [InlineData(Role.Viewer, Permissions.TariffsRead)]
    [InlineData(Role.Support, Permissions.StationsWrite)]
    [InlineData(Role.Support, Permissions.SettingsManage)]
    [InlineData(Role.Viewer, Permissions.TokensRead)]
    public void Of_RoleThatMustNever_LacksThePermission(Role role, string permission) => Assert.DoesNotContain(permission, Permissions.Of(role));

    [Fact]
    public void ScopeGroups_OfTheKeysPage_ExplainEveryPermissionOnce() =>
        Assert.Equal(Permissions.All, Csms.Console.Pages.Admin.ScopeGroups.All.SelectMany(group => group.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Of_Viewer_OnlyReads() => Assert.All(Permissions.Of(Role.Viewer), permission => Assert.EndsWith(".read", permission, StringComparison.Ordinal));

    [Fact]
    public void Of_Administrator_HasEverything() => Assert.Equal(Permissions.All, Permissions.Of(Role.Administrator).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Permissions.MessagesRaw)]
    [InlineData(Permissions.UsersManage)]
    [InlineData(Permissions.AuditRead)]
    public void Table_DangerousPermission_BelongsToAdministratorsAlone(string permission) => Assert.Equal([Role.Administrator], Permissions.Table[permission]);

    [Fact]
    public void ScopeOf_GrantsOfTwoKinds_AreJoinedByPermission()
    {
        var user = new ConsoleUser { Id = Guid.NewGuid(), DisplayName = "T" };
        user.Grants.Add(new RoleGrant { Role = Role.Viewer });
        user.Grants.Add(new RoleGrant { Role = Role.Technician, SiteId = "NORTH" });
        var scope = AccessDirectory.ScopeOf(user);

        Assert.True(scope.Can(Permissions.StationsRead, null));
        Assert.True(scope.Can(Permissions.CommandReset, "NORTH"));
        Assert.False(scope.Can(Permissions.CommandReset, "SOUTH"));
        Assert.False(scope.Can(Permissions.CommandReset, null));
        Assert.False(scope.Can(Permissions.UsersManage));
        Assert.True(scope.Sites(Permissions.StationsRead).All);
        Assert.Equal(["NORTH"], scope.Sites(Permissions.CommandReset).Ids);
    }
}
