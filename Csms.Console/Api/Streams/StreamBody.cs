namespace Csms.Console.Api.Streams;

/// <summary>Body of PUT /api/v1/stations/{id}/event-streams/{number}; at least one of both.</summary>
/// <param name="IntervalSeconds">Values are sent after this time at the latest, s; absent: as it is.</param>
/// <param name="Values">Values are sent when there are so many; absent: as it is.</param>
internal sealed record StreamBody(int? IntervalSeconds, int? Values);
