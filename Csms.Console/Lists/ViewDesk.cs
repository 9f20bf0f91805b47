using Csms.Console.Security;
using Csms.Console.Security.Audit;

namespace Csms.Console.Lists;

/// <summary>What people and programs do with views: allowed, done, audited where others see it, in that order. The same on the pages and over the API.</summary>
internal sealed class ViewDesk(ListStore store, IAuditLog audit, TimeProvider time)
{
    /// <summary>Longest name of a view.</summary>
    public const int MaxName = 40;

    /// <summary>Longest filter, order and columns.</summary>
    public const int MaxQuery = 2000;

    /// <summary>Views that somebody sees: one's own and the shared ones, of lists that are one's to see.</summary>
    /// <param name="who">Who.</param>
    /// <param name="list">Only of this list; null: of all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<SavedView>> ViewsAsync(AccessScope who, string? list, CancellationToken cancellation) =>
        [.. (await store.ViewsAsync(list, who.Actor.Id, cancellation)).Where(view => ListCatalogue.IsSeen(view.List, who))];

    /// <summary>A view as it stands now, if it is seen.</summary>
    public async Task<SavedView?> FindAsync(AccessScope who, Guid id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } view && (view.Shared || view.OwnerId == who.Actor.Id) && ListCatalogue.IsSeen(view.List, who) ? view : null;

    /// <summary>Whether somebody may change a view: one's own, and a shared one with the right to share.</summary>
    public static bool MayChange(AccessScope who, SavedView view)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(view);
        return view.Shared ? who.Can(Permissions.ViewsShare) : view.OwnerId == who.Actor.Id;
    }

    /// <summary>Enters a view.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">Its id; null: a new one.</param>
    /// <param name="list">The list that it belongs to.</param>
    /// <param name="name">As people call it.</param>
    /// <param name="shared">Everyone sees it.</param>
    /// <param name="query">Filter, sort and columns, see <see cref="ViewQuery"/>.</param>
    /// <param name="cancellation">Gives up before the write.</param>
    public async Task<(ViewSaved Result, SavedView View)> AddAsync(AccessScope who, Guid? id, string list, string name, bool shared, string query, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var view = new SavedView(id ?? Guid.CreateVersion7(now), list, name, who.Actor.Id, who.Actor.Name, shared, query, 0, now, who.Actor.Name);
        if (!ListCatalogue.IsSeen(list, who) || (shared && !who.Can(Permissions.ViewsShare))) return (ViewSaved.Refused, view);
        var result = await store.SaveAsync(view, who.Actor.Name, cancellation);
        if (result == ViewSaved.Done && shared) await audit.WriteAsync(who.Actor, "view.share", "view", view.Id.ToString(), null, Shown(view), cancellationToken: cancellation);
        return (result, view with { Version = 1 });
    }

    /// <summary>Changes a view from the version that was seen.</summary>
    public async Task<ViewSaved> ChangeAsync(AccessScope who, SavedView before, SavedView after, CancellationToken cancellation)
    {
        if (await FindAsync(who, before.Id, cancellation) is not { } now || !MayChange(who, now) || (after.Shared && !who.Can(Permissions.ViewsShare))) return ViewSaved.Refused;
        // One's own becomes everyone's or nobody else's only by its owner: another's view would vanish from under them.
        if (now.Shared && !after.Shared && now.OwnerId != who.Actor.Id) return ViewSaved.Refused;
        var result = await store.SaveAsync(after with { Version = before.Version }, who.Actor.Name, cancellation);
        if (result == ViewSaved.Done && (before.Shared || after.Shared)) await audit.WriteAsync(who.Actor, "view.update", "view", before.Id.ToString(), Shown(before), Shown(after), cancellationToken: cancellation);
        return result;
    }

    /// <summary>Takes a view away.</summary>
    public async Task<ViewSaved> DeleteAsync(AccessScope who, Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(who, id, cancellation) is not { } now || !MayChange(who, now) || !await store.DeleteAsync(id, cancellation)) return ViewSaved.Refused;
        if (now.Shared) await audit.WriteAsync(who.Actor, "view.delete", "view", id.ToString(), Shown(now), cancellationToken: cancellation);
        return ViewSaved.Done;
    }

    private static object Shown(SavedView view) => new { view.List, view.Name, view.Shared, view.Query };
}
