using Csms.Console.Lists;
using Csms.Console.Security;

namespace Csms.Console.Api.Views;

/// <summary>A saved view.</summary>
/// <param name="Id">"view" in the address of the list.</param>
/// <param name="List">incidents, sessions, stations or tokens.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Shared">Everyone sees it.</param>
/// <param name="Query">Filter, sort and columns as in the address.</param>
/// <param name="Owner">Who made it, by name; the name stays when the account is gone.</param>
/// <param name="Own">Whoever asks has made it.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="UpdatedAt">Last change.</param>
/// <param name="UpdatedBy">Who made it.</param>
internal sealed record ViewView(Guid Id, string List, string Name, bool Shared, string Query, string Owner, bool Own, int Version, DateTimeOffset UpdatedAt, string UpdatedBy)
{
    public static ViewView Of(SavedView view, AccessScope who) =>
        new(view.Id, view.List, view.Name, view.Shared, view.Query, view.OwnerName, view.OwnerId == who.Actor.Id, view.Version, view.UpdatedAt, view.UpdatedBy);
}
