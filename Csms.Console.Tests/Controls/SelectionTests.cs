using Bunit;
using Csms.Console.Controls;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace Csms.Console.Tests.Controls;

/// <summary>Ticking rows of a table, as grid.js asks for it.</summary>
public sealed class SelectionTests : ControlTest
{
    private static readonly string[] _items = ["A", "B", "C", "D", "E"];
    private RowSelection _selection = RowSelection.None;

    [Fact]
    public async Task Toggle_WithShift_TicksFromTheLastOneToThisOne()
    {
        var table = Table();
        await ToggleAsync(table, 3, range: false);
        await ToggleAsync(table, 1, range: true);
        Assert.Equal(["B", "C", "D"], Ticked());
        await ToggleAsync(table, 2, range: false);
        Assert.Equal(["B", "D"], Ticked());
    }

    [Fact]
    public async Task Range_OverRowsThatWereNeverShown_IsReadFromTheProvider()
    {
        var table = Render<VirtualTable<string>>(p => Common(p).Add(t => t.Provider, request => new(new ItemsProviderResult<string>(
            Enumerable.Range(request.StartIndex, Math.Min(request.Count, 1000 - request.StartIndex)).Select(i => $"{i}"), 1000))));
        await table.InvokeAsync(() => table.Instance.RefreshAsync());
        await ToggleAsync(table, 10, range: false);
        await ToggleAsync(table, 700, range: true);
        Assert.Equal(691, _selection.Count(1000));
        Assert.True(_selection.Contains("700"));
        Assert.False(_selection.Contains("701"));
    }

    [Fact]
    public void Head_Ticked_SelectsWhatTheFilterMatchesAndUntickedNothing()
    {
        var table = Table();
        table.Find(".vt-head input").Change(true);
        HandBack(table);
        Assert.True(_selection.IsAll);
        Assert.Contains("5 selected", table.Find(".vt-foot").TextContent, StringComparison.Ordinal);
        table.Find(".vt-head input").Change(false);
        Assert.True(_selection.IsNone);
    }

    [Fact]
    public async Task Selection_TheFilterChanges_GoesAndTheFootSaysSo()
    {
        var table = Table("state=offline");
        await table.InvokeAsync(table.Instance.SelectAll);
        HandBack(table);
        table.Render(p => p.Add(t => t.SelectionOf, "state=faulted"));
        HandBack(table);
        Assert.True(_selection.IsNone);
        Assert.Contains("The filter has changed", table.Find(".vt-foot [role=status]").TextContent, StringComparison.Ordinal);

        await ToggleAsync(table, 0, range: false);
        Assert.DoesNotContain("The filter has changed", table.Find(".vt-foot").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_Chosen_AreDrawnInTheirOrder()
    {
        var layout = new GridLayout("test");
        var table = Render<VirtualTable<string>>(p => Common(p).Add(t => t.Items, _items).Add(t => t.Layout, layout));
        Assert.Equal(["One", "Two"], Heads(table));
        table.InvokeAsync(() => layout.Choose(["three", "two"]));
        table.WaitForAssertion(() => Assert.Equal(["One", "Three", "Two"], Heads(table)));
    }

    private static IEnumerable<string> Heads(IRenderedComponent<VirtualTable<string>> table) => table.FindAll(".vt-head [role=columnheader]:not(.box)").Select(head => head.TextContent.Trim());

    private async Task ToggleAsync(IRenderedComponent<VirtualTable<string>> table, int index, bool range)
    {
        await table.InvokeAsync(() => table.Instance.Toggle(index, range));
        HandBack(table);
    }

    private void HandBack(IRenderedComponent<VirtualTable<string>> table) => table.Render(p => p.Add(t => t.Selection, _selection));

    private IEnumerable<string> Ticked() => _selection.Pick(_items, item => item);

    private IRenderedComponent<VirtualTable<string>> Table(string? filter = null) =>
        Render<VirtualTable<string>>(p => Common(p).Add(t => t.Items, _items).Add(t => t.SelectionOf, filter));

    // The page around the table: it keeps the selection and hands it back.
    private ComponentParameterCollectionBuilder<VirtualTable<string>> Common(ComponentParameterCollectionBuilder<VirtualTable<string>> parameters) => parameters
        .Add(t => t.Label, "Letters").Add(t => t.Key, item => item).Add(t => t.Selectable, true).Add(t => t.Columns, Columns)
        .Add(t => t.SelectionChanged, selection => _selection = selection);

    private static void Columns(RenderTreeBuilder builder)
    {
        foreach (var (key, title, extra) in (ReadOnlySpan<(string, string, bool)>)[("one", "One", false), ("two", "Two", false), ("three", "Three", true)])
        {
            builder.OpenComponent<Column<string>>(0);
            builder.AddAttribute(1, "Key", key);
            builder.AddAttribute(2, "Title", title);
            builder.AddAttribute(3, "Extra", extra);
            builder.AddAttribute(4, "ChildContent", (RenderFragment<string>)(item => inner => inner.AddContent(0, item)));
            builder.CloseComponent();
        }
    }
}
