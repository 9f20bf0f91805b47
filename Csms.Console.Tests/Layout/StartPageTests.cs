using Csms.Console.Layout;
using Csms.Console.Security;

namespace Csms.Console.Tests.Layout;

/// <summary>Where each role's day begins.</summary>
public sealed class StartPageTests
{
    private static readonly string[] _pages = ["/overview", "/map", "/stations", "/sessions", "/sites"];

    [Theory]
    [InlineData("/overview", Role.Administrator)]
    [InlineData("/overview", Role.Operator)]
    [InlineData("/overview", Role.SiteManager)]
    [InlineData("/stations", Role.Technician)]
    [InlineData("/sessions?state=active", Role.Support)]
    [InlineData("/sessions", Role.Finance)]
    [InlineData("/overview", Role.Viewer)]
    [InlineData("/overview", Role.Technician, Role.Operator)]
    [InlineData("/stations", Role.Viewer, Role.Technician)]
    public void StartPage_OfTheRoles_IsTheirDaysWork(string expected, params Role[] roles) => Assert.Equal(expected, StartPage.Of(Scope(SiteSet.Everything, roles), Pages(_pages)));

    [Fact]
    public void StartPage_OfWhoManagesOneSite_IsThatSite() => Assert.Equal("/sites/NORTH%201", StartPage.Of(Scope(SiteSet.Of(["NORTH 1"]), Role.SiteManager), Pages(_pages)));

    [Fact]
    public void StartPage_OfWhoManagesTwoSites_IsTheOverview() => Assert.Equal("/overview", StartPage.Of(Scope(SiteSet.Of(["A", "B"]), Role.SiteManager), Pages(_pages)));

    [Fact]
    public void StartPage_WhoseRolesPageIsNotThere_IsTheFirstThatIs() => Assert.Equal("/overview", StartPage.Of(Scope(SiteSet.Everything, Role.Technician), Pages("/overview")));

    [Fact]
    public void StartPage_WithoutAnyPage_IsNone() => Assert.Null(StartPage.Of(AccessScope.Nobody, []));

    private static AccessScope Scope(SiteSet sites, params Role[] roles) =>
        new(new Actor(ActorKind.User, "1", "Someone"), [KeyValuePair.Create(Permissions.StationsWrite, sites)]) { Roles = roles };

    private static NavEntry[] Pages(params string[] hrefs) => [.. hrefs.Select((href, place) => new NavEntry(href, NavGroup.Operate, place, href, "station", _ => href, null))];
}
