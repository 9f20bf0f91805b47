namespace Csms.Console.Lists;

/// <summary>A filter, an order and a choice of columns under a name.</summary>
/// <param name="Id">Unique; "view" in the address.</param>
/// <param name="List">The list that it belongs to.</param>
/// <param name="Name">As people call it.</param>
/// <param name="OwnerId">Account that made it.</param>
/// <param name="OwnerName">Its name at that time.</param>
/// <param name="Shared">Everyone sees it.</param>
/// <param name="Query">Filter, sort and columns as in the address, see <see cref="ViewQuery"/>.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="UpdatedAt">Last change.</param>
/// <param name="UpdatedBy">Who made it.</param>
public sealed record SavedView(Guid Id, string List, string Name, string OwnerId, string OwnerName, bool Shared, string Query, int Version, DateTimeOffset UpdatedAt, string UpdatedBy);
