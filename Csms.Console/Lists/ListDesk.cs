using Csms.Console.Security;
using Csms.Console.Security.Audit;

namespace Csms.Console.Lists;

/// <summary>What a person does with views and columns: allowed, done, audited where others see it, in that order.</summary>
internal sealed class ListDesk(ListStore store, IUserScope scope, IAuditLog audit, TimeProvider time)
{
    /// <summary>Longest name of a view.</summary>
    public const int MaxName = 40;

    /// <summary>Views that the person sees.</summary>
    public async Task<IReadOnlyList<SavedView>> ViewsAsync(string list) => await store.ViewsAsync(list, (await scope.GetAsync()).Actor.Id, CancellationToken.None);

    /// <summary>A view as it stands now, if the person sees it.</summary>
    public async Task<SavedView?> FindAsync(Guid id)
    {
        var who = (await scope.GetAsync()).Actor.Id;
        return await store.FindAsync(id, CancellationToken.None) is { } view && (view.Shared || view.OwnerId == who) ? view : null;
    }

    /// <summary>What the person keeps about a list.</summary>
    public async Task<ListChoice> ChoiceAsync(string list) => await store.ChoiceAsync(list, (await scope.GetAsync()).Actor.Id, CancellationToken.None);

    /// <summary>Keeps the person's columns.</summary>
    public async Task ChooseAsync(string list, IReadOnlyList<string>? columns) => await store.ChooseAsync(list, (await scope.GetAsync()).Actor.Id, columns, CancellationToken.None);

    /// <summary>Keeps the view with which the list opens for the person.</summary>
    public async Task OpenWithAsync(string list, Guid? view) => await store.OpenWithAsync(list, (await scope.GetAsync()).Actor.Id, view, CancellationToken.None);

    /// <summary>Whether a person may change a view: one's own, and a shared one with the right to share.</summary>
    public static bool MayChange(AccessScope who, SavedView view)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(view);
        return view.Shared ? who.Can(Permissions.ViewsShare) : view.OwnerId == who.Actor.Id;
    }

    /// <summary>Enters a view.</summary>
    public async Task<(ViewSaved Result, SavedView View)> AddAsync(string list, string name, bool shared, string query)
    {
        var who = await scope.GetAsync();
        var view = new SavedView(Guid.CreateVersion7(time.GetUtcNow()), list, name, who.Actor.Id, who.Actor.Name, shared, query, 0, time.GetUtcNow(), who.Actor.Name);
        if (!who.Can(Permissions.StationsRead) || (shared && !who.Can(Permissions.ViewsShare))) return (ViewSaved.Refused, view);
        var result = await store.SaveAsync(view, who.Actor.Name, CancellationToken.None);
        if (result == ViewSaved.Done && shared) await audit.WriteAsync(who.Actor, "view.share", "view", view.Id.ToString(), null, Shown(view));
        return (result, view with { Version = 1 });
    }

    /// <summary>Changes a view from the version that the person has seen.</summary>
    public async Task<ViewSaved> ChangeAsync(SavedView before, SavedView after)
    {
        var who = await scope.GetAsync();
        if (await FindAsync(before.Id) is not { } now || !MayChange(who, now) || (after.Shared && !who.Can(Permissions.ViewsShare))) return ViewSaved.Refused;
        // One's own becomes everyone's or nobody else's only by its owner: another's view would vanish from under them.
        if (now.Shared && !after.Shared && now.OwnerId != who.Actor.Id) return ViewSaved.Refused;
        var result = await store.SaveAsync(after with { Version = before.Version }, who.Actor.Name, CancellationToken.None);
        if (result == ViewSaved.Done && (before.Shared || after.Shared)) await audit.WriteAsync(who.Actor, "view.update", "view", before.Id.ToString(), Shown(before), Shown(after));
        return result;
    }

    /// <summary>Takes a view away.</summary>
    public async Task<ViewSaved> DeleteAsync(SavedView view)
    {
        var who = await scope.GetAsync();
        if (await FindAsync(view.Id) is not { } now || !MayChange(who, now) || !await store.DeleteAsync(view.Id, CancellationToken.None)) return ViewSaved.Refused;
        if (now.Shared) await audit.WriteAsync(who.Actor, "view.delete", "view", view.Id.ToString(), Shown(now));
        return ViewSaved.Done;
    }

    private static object Shown(SavedView view) => new { view.List, view.Name, view.Shared, view.Query };
}
