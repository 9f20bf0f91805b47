using Microsoft.Extensions.DependencyInjection;
using Bunit;
using Csms.Console.Controls;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Tests.Controls;

public sealed class VirtualRowTests : ControlTest
{
    private sealed record Item(string Id, int Value);

    [Fact]
    public void Row_GivenTheSameItem_IsNotRenderedAgain()
    {
        var item = new Item("HBN-07", 1);
        RenderFragment<Item> card = shown => builder => builder.AddContent(0, $"{shown.Id} {shown.Value}");
        var row = Render<VirtualRow<Item>>(p => p.Add(r => r.Item, item).Add(r => r.Index, 3).Add(r => r.Card, card));
        var first = row.RenderCount;

        row.Render(p => p.Add(r => r.Item, item));
        Assert.Equal(first, row.RenderCount);

        row.Render(p => p.Add(r => r.Item, item with { Value = 2 }));
        Assert.Equal(first + 1, row.RenderCount);
        Assert.Contains("HBN-07 2", row.Markup, StringComparison.Ordinal);

        row.Render(p => p.Add(r => r.Current, true));
        Assert.Equal(first + 2, row.RenderCount);

        // What the page knows besides the item: a station that came online, a card that was chosen.
        row.Render(p => p.Add(r => r.RowState, (Func<object?>)(() => (true, 1))));
        row.Render(p => p.Add(r => r.RowState, (Func<object?>)(() => (true, 1))));
        Assert.Equal(first + 3, row.RenderCount);
    }

    [Fact]
    public void Row_RenderedBetweenTwoRendersOfItsPage_IsNotLeftWithWhatThePageWasThen()
    {
        var busy = false;
        var item = new Item("HBN-07", 1);
        RenderFragment<Item> card = shown => builder => builder.AddContent(0, $"{shown.Id} {(busy ? "busy" : "free")}");
        var row = Render<VirtualRow<Item>>(p => p.Add(r => r.Item, item).Add(r => r.Card, card).Add(r => r.RowState, (Func<object?>)(() => busy)));

        busy = true; // the page asks its station, and is not rendered yet
        row.Render(p => p.Add(r => r.Item, item with { Value = 2 })); // the table has a newer item meanwhile
        Assert.Contains("HBN-07 busy", row.Markup, StringComparison.Ordinal);
        busy = false;
        row.Render(p => p.Add(r => r.Current, false)); // the page is rendered: as before, for all it knows

        Assert.Contains("HBN-07 free", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_Sorted_WritesTheAddressInThreeSteps()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        RenderFragment columns = builder =>
        {
            builder.OpenComponent<Column<Item>>(0);
            builder.AddAttribute(1, "Key", "id");
            builder.AddAttribute(2, "Title", "Station");
            builder.AddAttribute(3, "Sortable", true);
            builder.AddAttribute(4, "ChildContent", (RenderFragment<Item>)(item => inner => inner.AddContent(0, item.Id)));
            builder.CloseComponent();
        };
        var table = Render<VirtualTable<Item>>(p => p.Add(t => t.Label, "Stations").Add(t => t.Items, [new Item("A", 1)]).Add(t => t.Key, item => item.Id).Add(t => t.Columns, columns));
        foreach (var expected in new[] { "id", "-id", null })
        {
            table.Find(".vt-head button").Click();
            Assert.EndsWith(expected is null ? "/" : $"?sort={expected}", navigation.Uri, StringComparison.Ordinal);
            table.Render(p => p.Add(t => t.Sort, expected));
        }
    }
}
