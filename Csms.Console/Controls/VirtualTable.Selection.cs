using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Csms.Console.Controls;

/// <summary>Ticking of rows: boxes, shift for a range, everything that the filter matches.</summary>
public sealed partial class VirtualTable<TItem>
{
    private string? _selectionOf;
    private int _anchor = -1;
    private bool _picking, _cleared;

    /// <summary>Rows have boxes.</summary>
    [Parameter] public bool Selectable { get; set; }

    /// <summary>What is ticked.</summary>
    [Parameter] public RowSelection Selection { get; set; } = RowSelection.None;

    /// <summary>Another selection.</summary>
    [Parameter] public EventCallback<RowSelection> SelectionChanged { get; set; }

    /// <summary>The filter as a word. What was ticked belongs to it: when it changes the ticks go, and the foot says so.</summary>
    [Parameter] public string? SelectionOf { get; set; }

    /// <summary>What is said in place of a number when everything that the filter matches is ticked, where the provider does not know how many that are.</summary>
    [Parameter] public string? AllTicked { get; set; }

    private int Ticked => Selection.Count(Total);
    private bool AllSelected => Total > 0 && (AllTicked is null ? Ticked >= Total : Selection.IsWhole);
    private bool SomeSelected => Ticked > 0 && !AllSelected;
    private string AllText => AllTicked is null ? L["Table.SelectAll", Formats.Number(Total)] : L["Table.SelectWhole"];
    private string? SelectionText => !Selectable ? null : Selection.IsAll && AllTicked is not null ? AllTicked : Ticked > 0 ? L["Table.Selected", Formats.Number(Ticked)] : _cleared ? L["Table.SelectionCleared"].Value : null;

    /// <summary>X, Shift X and clicks on boxes, from grid.js.</summary>
    [JSInvokable]
    public async Task Toggle(int index, bool range)
    {
        if (!Selectable || index < 0 || index >= Total) return;
        var first = range && _anchor >= 0 ? Math.Min(_anchor, index) : index;
        var last = range && _anchor >= 0 ? Math.Min(Math.Max(_anchor, index), Total - 1) : index;
        var keys = await KeysAsync(first, last);
        (_anchor, _current) = (index, index);
        await SelectAsync(range ? Selection.With(keys) : keys.Aggregate(Selection, (selection, key) => selection.Toggle(key)));
    }

    /// <summary>Ctrl A, from grid.js.</summary>
    [JSInvokable]
    public Task SelectAll() => Selectable && Total > 0 ? SelectAsync(RowSelection.Everything) : Task.CompletedTask;

    /// <summary>Esc, from grid.js.</summary>
    [JSInvokable]
    public Task ClearSelection() => Selection.IsNone ? Task.CompletedTask : SelectAsync(RowSelection.None);

    private Task ToggleAllAsync() => SelectAsync(AllSelected ? RowSelection.None : RowSelection.Everything);

    private Task PickAsync()
    {
        _picking = !_picking;
        return _picking ? Task.CompletedTask : ClearSelection();
    }

    private async Task SelectAsync(RowSelection next)
    {
        _cleared = false;
        await SelectionChanged.InvokeAsync(next);
        StateHasChanged();
    }

    private async Task ForgetSelectionOfAnotherFilterAsync()
    {
        var changed = _selectionOf is not null && SelectionOf != _selectionOf;
        _selectionOf = SelectionOf;
        if (!changed) return;
        _anchor = -1;
        _cleared = !Selection.IsNone;
        if (_cleared) await SelectionChanged.InvokeAsync(RowSelection.None);
    }

    private async ValueTask<IReadOnlyList<string>> KeysAsync(int first, int last)
    {
        if (Items is { } items) return [.. items.Skip(first).Take(last - first + 1).Select(Key)];
        if (Provider is null) return [];
        var read = await Provider(new ItemsProviderRequest(first, last - first + 1, CancellationToken.None));
        return [.. read.Items.Select(Key)];
    }
}
