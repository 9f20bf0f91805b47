namespace Csms.Console.Tests.Pages;

public sealed class PageTableTests
{
    [Fact]
    public void Pages_OfTheProgram_AreAllInTheTableWithTheirPermission() =>
        Assert.Equal(
            ConsolePages.OfTheProgram().Distinct().Order(),
            ConsolePages.All.Select(page => (page.Route, page.Permission, page.IsPublic)).Distinct().Order());
}
