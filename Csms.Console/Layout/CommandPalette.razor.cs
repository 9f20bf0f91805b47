using Csms.Console.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Csms.Console.Layout;

/// <summary>Ctrl K: one box that asks every <see cref="ISearchSource"/>.</summary>
public sealed partial class CommandPalette : IDisposable
{
    private const int HitsASource = 8;

    private readonly List<SearchHit> _hits = [];
    private List<Group> _groups = [];
    private CancellationTokenSource? _search;
    private ElementReference _input;
    private string _text = "";
    private bool _open, _busy, _focus;
    private int _at;

    [Inject] private IEnumerable<ISearchSource> Sources { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;

    /// <summary>Whose search it is.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <summary>Shows the palette, empty, with the caret in it.</summary>
    public async Task Open()
    {
        _open = _focus = true;
        _text = "";
        await FindAsync();
        StateHasChanged();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _search?.Cancel();
        _search?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focus) return;
        _focus = false;
        await Script.InvokeVoidAsync("csmsShell.focus", _input);
    }

    private void Close() => _open = false;

    private Task OnInput(ChangeEventArgs change)
    {
        _text = change.Value as string ?? "";
        return FindAsync();
    }

    private void OnKey(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Escape": Close(); break;
            case "ArrowDown" when _hits.Count > 0: _at = (_at + 1) % _hits.Count; break;
            case "ArrowUp" when _hits.Count > 0: _at = (_at - 1 + _hits.Count) % _hits.Count; break;
            case "Enter" when _at < _hits.Count: Go(_hits[_at]); break;
        }
    }

    private void Go(SearchHit hit)
    {
        Close();
        Navigation.NavigateTo(hit.Href);
    }

    private async Task FindAsync()
    {
        if (_search is not null) await _search.CancelAsync();
        _search?.Dispose();
        var search = _search = new CancellationTokenSource();
        _busy = true;
        try
        {
            var groups = new List<Group>();
            var hits = new List<SearchHit>();
            foreach (var source in Sources.OrderBy(source => source.Order))
            {
                var found = await source.FindAsync(_text.Trim(), Scope, HitsASource, search.Token);
                if (search.IsCancellationRequested) return;
                if (found.Count > 0) groups.Add(new Group(source.Heading, [.. found.Select((hit, i) => (hit, hits.Count + i))]));
                hits.AddRange(found);
            }
            _groups = groups;
            _hits.Clear();
            _hits.AddRange(hits);
            _at = 0;
            _busy = false;
        }
        catch (OperationCanceledException) when (search.IsCancellationRequested)
        {
            // The next letter was typed meanwhile.
        }
    }

    private sealed record Group(string Heading, IReadOnlyList<(SearchHit Hit, int Index)> Hits);
}
