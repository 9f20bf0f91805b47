using Csms.Console.Controls;

namespace Csms.Console.Tests.Controls;

public sealed class GridLayoutTests
{
    private readonly GridLayout _layout = new("test");

    public GridLayoutTests() => _layout.Offer(
    [
        new("id", "Station", true, false, true), new("site", "Site", true, false, false), new("kw", "kW", true, false, false),
        new("serial", "Serial", false, true, false), new("do", "Actions", false, false, true),
    ]);

    [Fact]
    public void Shown_NothingChosen_IsTheListsOwnWithoutExtras() => Assert.Equal(["id", "site", "kw", "do"], Shown());

    [Theory]
    [InlineData("kw,site", "id,kw,site,do")]
    [InlineData("serial", "id,serial,do")]
    [InlineData("do,gone,kw,id,kw", "id,kw,do")] // fixed ones stay where they are, unknown ones are left out
    [InlineData("", "id,site,kw,do")]
    public void Shown_AsChosen_KeepsTheFixedOnesInTheirPlaces(string chosen, string shown)
    {
        _layout.Choose(GridLayout.Parse(chosen));
        Assert.Equal(shown.Split(','), Shown());
    }

    [Fact]
    public void Toggled_AndMoved_GiveTheNextChoice()
    {
        Assert.Equal(["site", "kw", "serial"], _layout.Toggled("serial"));
        Assert.Equal(["kw"], _layout.Toggled("site"));
        Assert.Equal(["kw", "site"], _layout.Moved("kw", -1));
        Assert.Equal(["site", "kw"], _layout.Moved("kw", 1));
        Assert.Equal(["site", "kw"], _layout.Moved("id", 1));
    }

    [Fact]
    public void Changed_OnlyWhenSomethingDid_IsRaised()
    {
        var times = 0;
        _layout.Changed += () => times++;
        _layout.Choose(["kw"]);
        _layout.Choose(["kw"]);
        _layout.Choose(null);
        _layout.Choose(null);
        Assert.Equal(2, times);
    }

    private IEnumerable<string> Shown() => _layout.Shown.Select(column => column.Key);
}
