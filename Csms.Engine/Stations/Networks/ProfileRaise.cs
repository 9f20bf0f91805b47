namespace Csms.Engine.Stations.Networks;

/// <summary>The last raise of a station's security profile (2.x and 1.6 A05).</summary>
/// <param name="State">How far it is.</param>
/// <param name="From">Profile before, 0 to 3.</param>
/// <param name="Target">Profile wanted, 1 to 3.</param>
/// <param name="Url">Address that the station was given; null in 1.6, whose messages have none.</param>
/// <param name="Slot">Slot that it was written to; null in 1.6.</param>
/// <param name="BegunAt">When it was begun; UTC.</param>
/// <param name="Until">When it counts as failed; UTC.</param>
/// <param name="Actor">Who began it.</param>
/// <param name="EndedAt">When it was done or failed; null while it is under way.</param>
/// <param name="Fault">Why it failed; null when it did not.</param>
/// <param name="Answer">The station's word where it said no.</param>
public sealed record ProfileRaise(
    ProfileRaiseState State, int From, int Target, string? Url, int? Slot, DateTimeOffset BegunAt, DateTimeOffset Until, string Actor, DateTimeOffset? EndedAt = null, ProfileRaiseFault? Fault = null, string? Answer = null)
{
    /// <summary>Neither done nor failed.</summary>
    public bool IsUnderWay => State is ProfileRaiseState.Telling or ProfileRaiseState.Waiting;
}
