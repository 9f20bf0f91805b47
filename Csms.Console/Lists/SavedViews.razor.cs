using Csms.Console.Controls;
using Csms.Console.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Csms.Console.Lists;

/// <summary>Tabs of a list's saved views. A view is a name for an address: opening one goes there, what differs from it is a change to it.</summary>
public sealed partial class SavedViews
{
    private IReadOnlyList<SavedView> _views = [];
    private ListChoice _choice = ListChoice.None;
    private AccessScope _scope = AccessScope.Nobody;
    private SavedView? _current;
    private bool _mayChange, _mayShare;

    [Inject] private ListDesk Desk { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Columns of the list; its name is the list's.</summary>
    [Parameter, EditorRequired] public GridLayout Layout { get; set; } = null!;

    /// <summary>Address of the list.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    private string Address => new Uri(Navigation.Uri).Query;

    /// <summary>What of the address a view would keep.</summary>
    private string Query => ViewQuery.Of(Address);

    /// <summary>The same with the columns that are shown, when they are not the list's own.</summary>
    private string Whole => ViewQuery.Of(Address, Layout.Chosen is null ? null : Layout.ShownKeys);

    private bool Modified => _current is { } view && Query != view.Query;

    /// <inheritdoc />
    public void Dispose() => Navigation.LocationChanged -= OnLocation;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocation;
        _scope = await UserScope.GetAsync();
        _mayShare = _scope.Can(Permissions.ViewsShare);
        await ReadAsync();
        if (Address.Length == 0 && _choice.DefaultView is { } id && _views.FirstOrDefault(view => view.Id == id) is { } first) Navigation.NavigateTo(ViewQuery.Href(Path, first), replace: true);
    }

    private void OnLocation(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() =>
    {
        Take();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        _views = await Desk.ViewsAsync(Layout.List);
        _choice = await Desk.ChoiceAsync(Layout.List);
        Take();
    }

    private void Take()
    {
        var id = ViewQuery.ViewOf(Address);
        _current = _views.FirstOrDefault(view => view.Id == id);
        _mayChange = _current is not null && ViewDesk.MayChange(_scope, _current);
    }

    private async Task AddAsync()
    {
        if (await FormAsync(T["SaveView"], null) is not { } added) return;
        await ReadAsync();
        Navigation.NavigateTo(ViewQuery.Href(Path, added));
    }

    private async Task EditAsync()
    {
        if (_current is { } view && await FormAsync(T["EditTitle", view.Name], view) is not null) await ReadAsync();
    }

    private async Task<SavedView?> FormAsync(string title, SavedView? view) => await Ask.FormAsync<ViewForm>(title, new Dictionary<string, object?>
    {
        [nameof(ViewForm.List)] = Layout.List,
        [nameof(ViewForm.Query)] = Whole,
        [nameof(ViewForm.View)] = view,
        [nameof(ViewForm.IsDefault)] = view is not null && view.Id == _choice.DefaultView,
        [nameof(ViewForm.MayShare)] = _mayShare && (view is null || view.OwnerId == _scope.Actor.Id),
    }, "480px") as SavedView;

    // Who comes second is told who was first, and decides.
    private async Task SaveChangesAsync()
    {
        if (_current is not { } view) return;
        var wished = Query;
        var result = await Desk.ChangeAsync(view, view with { Query = wished });
        if (result == ViewSaved.ChangedMeanwhile && await Desk.FindAsync(view.Id) is { } theirs
            && await Ask.ConfirmAsync(T["Conflict.Title", theirs.Name], T["Conflict.Text", theirs.UpdatedBy, Formats.Time(theirs.UpdatedAt, Time.GetUtcNow())], T["Conflict.Overwrite"], danger: true))
            result = await Desk.ChangeAsync(theirs, theirs with { Query = wished });
        await ReadAsync();
        if (result == ViewSaved.Refused) await Ask.ConfirmAsync(view.Name, T["Saved.Refused"], L["Close"]);
    }

    private async Task ToggleDefaultAsync()
    {
        if (_current is not { } view) return;
        await Desk.OpenWithAsync(Layout.List, view.Id == _choice.DefaultView ? null : view.Id);
        await ReadAsync();
    }

    private async Task DeleteAsync()
    {
        if (_current is not { } view || !await Ask.ConfirmAsync(T["DeleteTitle", view.Name], T[view.Shared ? "DeleteShared" : "DeleteOwn"], T["DeleteTitle", view.Name], danger: true)) return;
        await Desk.DeleteAsync(view);
        await ReadAsync();
        Navigation.SetQuery(ViewQuery.View, null);
    }
}
