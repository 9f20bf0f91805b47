using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Csms.Console.Controls;

/// <summary>
/// A list of up to tens of thousands of rows of fixed height. Give it either <see cref="Items"/> (in memory, sorted and filtered by the
/// page) or <see cref="Provider"/> (read in pieces). A row is rendered again only when its item or <see cref="RowState"/> changed.
/// </summary>
public sealed partial class VirtualTable<TItem>
{
    private const int BoxWidth = 36;
    private readonly List<Column<TItem>> _columns = [];
    private Column<TItem>[] _shown = [];
    private ElementReference _root;
    private Virtualize<Row>? _virtualize;
    private IJSObjectReference? _module, _script;
    private DotNetObjectReference<VirtualTable<TItem>>? _bridge;
    private IReadOnlyList<TItem>? _held;
    private GridLayout? _layout;
    private string _tracks = "";
    private bool _narrow, _empty, _disposed;
    private int _least, _version, _current = -1, _provided = -1;
    private float _rowHeight = 32;

    [Inject] private IJSRuntime Script { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>What the list is, for screen readers.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Stable id of a row.</summary>
    [Parameter, EditorRequired] public Func<TItem, string> Key { get; set; } = null!;

    /// <summary><see cref="Column{TItem}"/>s; the first is frozen and carries the link `&lt;a data-row-link href&gt;`.</summary>
    [Parameter, EditorRequired] public RenderFragment Columns { get; set; } = null!;

    /// <summary>All rows, immutable: hand over a new list when anything changed.</summary>
    [Parameter] public IReadOnlyList<TItem>? Items { get; set; }

    /// <summary>Reads a piece; call <see cref="RefreshAsync"/> when the filter changed.</summary>
    [Parameter] public ItemsProviderDelegate<TItem>? Provider { get; set; }

    /// <summary>
    /// What of the page's state every row shows besides its item (compared by value): when it changes, all are rendered again. Asked for by each row when
    /// it is rendered: the table also renders rows between two renders of its page, with what the page has by then.
    /// </summary>
    [Parameter] public Func<object?>? RowState { get; set; }

    /// <summary>Rows without the filter, for the foot.</summary>
    [Parameter] public int? Of { get; set; }

    /// <summary>The foot's words in place of the number of rows, where the provider knows better.</summary>
    [Parameter] public string? CountText { get; set; }

    /// <summary>Sort in force, "name" or "-name": `[SupplyParameterFromQuery]`. A head writes it to the address.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Two lines for screens below 720 px.</summary>
    [Parameter] public RenderFragment<TItem>? CardTemplate { get; set; }

    /// <summary>Height of a card, CSS pixels.</summary>
    [Parameter] public int CardHeight { get; set; } = 68;

    /// <summary>Which columns are shown and in which order; none: all, in the order in which they are written.</summary>
    [Parameter] public GridLayout? Layout { get; set; }

    /// <summary>Shown when there is no row at all; none: "Nothing matches".</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>Takes the filters off, offered when nothing matches.</summary>
    [Parameter] public EventCallback ClearFilters { get; set; }

    /// <summary>Legend, at the right of the foot.</summary>
    [Parameter] public RenderFragment? Foot { get; set; }

    /// <summary>The first row has left the view: rows put before it would move what is being read.</summary>
    public bool IsScrolled { get; private set; }

    private bool Cards => _narrow && CardTemplate is not null;
    private float RowHeight => Cards ? CardHeight : _rowHeight;
    private int Total => Items?.Count ?? Math.Max(0, _provided);

    /// <summary>Reads the visible rows anew.</summary>
    public async Task RefreshAsync()
    {
        if (_virtualize is null) return;
        await _virtualize.RefreshDataAsync();
        StateHasChanged();
    }

    /// <summary>Shows the first row again.</summary>
    public async Task ToTopAsync()
    {
        IsScrolled = false;
        if (_script is not null) await _script.InvokeVoidAsync("top");
    }

    /// <summary>The top was left or reached again, from grid.js.</summary>
    [JSInvokable]
    public void SetScrolled(bool scrolled) => IsScrolled = scrolled;

    /// <summary>J, K, the arrows, Home and End, from grid.js. The row that is current now, -1 when there is none.</summary>
    [JSInvokable]
    public async Task<int> Move(int step)
    {
        if (Total == 0) return -1;
        _current = Math.Clamp(_current + step, 0, Total - 1);
        StateHasChanged();
        if (_script is not null) await _script.InvokeVoidAsync("reveal", _current, RowHeight);
        return _current;
    }

    /// <summary>The screen crossed 720 px, from grid.js.</summary>
    [JSInvokable]
    public Task SetNarrow(bool narrow)
    {
        _narrow = narrow;
        _version++;
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_layout is not null) _layout.Changed -= OnLayout;
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("dispose");
                await _script.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            // The browser is gone, and its listeners with it.
        }
        _bridge?.Dispose();
    }

    internal void Add(Column<TItem> column) => _columns.Add(column);

    internal void Remove(Column<TItem> column)
    {
        if (_columns.Remove(column) && !_disposed) ColumnsChanged();
    }

    internal void ColumnsChanged()
    {
        List<Column<TItem>> there = [.. _columns.Where(column => !column.Hidden)];
        Layout?.Offer([.. there.Select((column, place) => new GridColumn(column.Key, column.Title, column.Sortable, column.Extra, place == 0 || column.Pinned))]);
        _shown = Layout is null
            ? [.. there.Where(column => !column.Extra)]
            : [.. Layout.Shown.Select(shown => there.Find(column => column.Key == shown.Key)).OfType<Column<TItem>>()];
        _tracks = (Selectable ? $"{BoxWidth}px " : "") + string.Join(' ', _shown.Select(column => column.Width));
        _least = _shown.Sum(column => column.LeastWidth) + (Selectable ? BoxWidth : 0);
        _version++;
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        Follow(Layout);
        await ForgetSelectionOfAnotherFilterAsync();
        if (Items is null) return;
        _empty = Items.Count == 0;
        if (ReferenceEquals(_held, Items)) return;
        _held = Items;
        if (_current >= Items.Count) _current = Items.Count - 1;
        if (_virtualize is not null) await _virtualize.RefreshDataAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _bridge = DotNetObjectReference.Create(this);
        var module = await Script.InvokeAsync<IJSObjectReference>("import", "./dist/grid.js");
        if (_disposed)
        {
            await module.DisposeAsync(); // left while it was loaded: its element and its bridge are gone
            return;
        }
        _module = module;
        var script = await module.InvokeAsync<IJSObjectReference>("attach", _root, _bridge);
        if (_disposed)
        {
            await script.InvokeVoidAsync("dispose");
            await script.DisposeAsync();
            return;
        }
        _script = script;
        var height = await script.InvokeAsync<float>("rowHeight");
        if (height > 0 && Math.Abs(height - _rowHeight) > .5)
        {
            _rowHeight = height;
            StateHasChanged();
        }
    }

    private async ValueTask<ItemsProviderResult<Row>> ProvideAsync(ItemsProviderRequest request)
    {
        if (Items is { } items)
        {
            var count = Math.Min(request.Count, Math.Max(0, items.Count - request.StartIndex));
            var rows = new Row[count];
            for (var i = 0; i < count; i++) rows[i] = new Row(request.StartIndex + i, items[request.StartIndex + i], Key(items[request.StartIndex + i]));
            return new ItemsProviderResult<Row>(rows, items.Count);
        }
        if (Provider is null) return new ItemsProviderResult<Row>([], 0);
        var read = await Provider(request);
        if (_provided != read.TotalItemCount)
        {
            _provided = read.TotalItemCount;
            _empty = _provided == 0;
            _ = RenderNextAsync();
        }
        return new ItemsProviderResult<Row>([.. read.Items.Select((item, i) => new Row(request.StartIndex + i, item, Key(item)))], read.TotalItemCount);
    }

    // The head and the foot follow when the rows stand: rendered here, they would show placeholders for rows that have just been read.
    private async Task RenderNextAsync()
    {
        await Task.Yield();
        if (!_disposed) StateHasChanged();
    }

    private void SortBy(Column<TItem> column) =>
        Navigation.SetQuery("sort", Sort == column.Key ? "-" + column.Key : Sort == "-" + column.Key ? null : column.Key);

    private void Follow(GridLayout? layout)
    {
        if (ReferenceEquals(layout, _layout)) return;
        if (_layout is not null) _layout.Changed -= OnLayout;
        _layout = layout;
        if (_layout is not null) _layout.Changed += OnLayout;
    }

    private void OnLayout() => _ = InvokeAsync(() => { if (!_disposed && _columns.Count > 0) ColumnsChanged(); });

    private string? AriaSort(Column<TItem> column) =>
        !column.Sortable ? null : Sort == column.Key ? "ascending" : Sort == "-" + column.Key ? "descending" : "none";

    private readonly record struct Row(int Index, TItem Item, string Key);
}
