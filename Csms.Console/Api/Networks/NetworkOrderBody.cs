namespace Csms.Console.Api.Networks;

/// <summary>Body of PUT /stations/{id}/network-profiles/order.</summary>
/// <param name="Slots">Slots in the order in which the station shall try them.</param>
internal sealed record NetworkOrderBody(IReadOnlyList<int> Slots);
