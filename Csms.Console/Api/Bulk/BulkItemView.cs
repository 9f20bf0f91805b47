using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Api.Bulk;

/// <summary>A station of a bulk command.</summary>
/// <param name="StationId">Which.</param>
/// <param name="State">waiting, given, parked, answered, done, failed, notSeen, notReached, leftOut or notGiven.</param>
/// <param name="LeftOut">notAllowed, notSupported, cannotBeTold, notAccepted, same, noLocalList, offline or gone; of firmware campaigns also sameVersion, wrongModel, otherRun or timeUp.</param>
/// <param name="CommandId">For GET /api/v1/commands/{id}.</param>
/// <param name="Answer">The station's word, or the code of its CALLERROR.</param>
/// <param name="Error">Why it came to nothing.</param>
/// <param name="Observed">What was seen afterwards, or is still looked out for.</param>
/// <param name="GivenAt">When the command was given.</param>
/// <param name="SettledAt">When it was answered, or clear that it would not be.</param>
internal sealed record BulkItemView(string StationId, string State, string? LeftOut, Guid? CommandId, string? Answer, string? Error, string? Observed, DateTimeOffset? GivenAt, DateTimeOffset? SettledAt)
{
    public static BulkItemView Of(BulkItem item) => new(item.Station.Value, BulkRunView.Word(item.State), item.LeftOut is { } why ? BulkRunView.Word(why) : null, item.CommandId,
        item.Answer, item.Fault?.ToString(), item.Sight?.ToString(), item.GivenAt, item.SettledAt);
}
