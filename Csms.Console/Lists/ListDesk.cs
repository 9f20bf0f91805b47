using Csms.Console.Security;

namespace Csms.Console.Lists;

/// <summary>What the person of an open page does with views and columns.</summary>
internal sealed class ListDesk(ListStore store, ViewDesk views, IUserScope scope)
{
    /// <summary>Views of a list that the person sees.</summary>
    public async Task<IReadOnlyList<SavedView>> ViewsAsync(string list) => await views.ViewsAsync(await scope.GetAsync(), list, CancellationToken.None);

    /// <summary>A view as it stands now, if the person sees it.</summary>
    public async Task<SavedView?> FindAsync(Guid id) => await views.FindAsync(await scope.GetAsync(), id, CancellationToken.None);

    /// <summary>What the person keeps about a list.</summary>
    public async Task<ListChoice> ChoiceAsync(string list) => await store.ChoiceAsync(list, (await scope.GetAsync()).Actor.Id, CancellationToken.None);

    /// <summary>Keeps the person's columns.</summary>
    public async Task ChooseAsync(string list, IReadOnlyList<string>? columns) => await store.ChooseAsync(list, (await scope.GetAsync()).Actor.Id, columns, CancellationToken.None);

    /// <summary>Keeps the view with which the list opens for the person.</summary>
    public async Task OpenWithAsync(string list, Guid? view) => await store.OpenWithAsync(list, (await scope.GetAsync()).Actor.Id, view, CancellationToken.None);

    /// <summary>Enters a view.</summary>
    public async Task<(ViewSaved Result, SavedView View)> AddAsync(string list, string name, bool shared, string query) =>
        await views.AddAsync(await scope.GetAsync(), null, list, name, shared, query, CancellationToken.None);

    /// <summary>Changes a view from the version that the person has seen.</summary>
    public async Task<ViewSaved> ChangeAsync(SavedView before, SavedView after) => await views.ChangeAsync(await scope.GetAsync(), before, after, CancellationToken.None);

    /// <summary>Takes a view away.</summary>
    public async Task<ViewSaved> DeleteAsync(SavedView view) => await views.DeleteAsync(await scope.GetAsync(), view.Id, CancellationToken.None);
}
