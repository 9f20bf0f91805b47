namespace Csms.Engine.Storage;

/// <summary>How much of its last report a station has sent.</summary>
/// <param name="StationKey">The station.</param>
/// <param name="RequestId">Number of the request.</param>
/// <param name="StartedAt">When its first part came, by our clock.</param>
/// <param name="LastAt">When its latest part came.</param>
/// <param name="Parts">How many different parts came.</param>
/// <param name="LastPart">Number of the part that said it is the last.</param>
/// <param name="Missing">The first numbers that did not come.</param>
/// <param name="Variables">Attributes in the parts that were taken in.</param>
/// <param name="IsComplete">All parts are here.</param>
/// <param name="IsCut">It was longer than what is taken in.</param>
internal readonly record struct ReportRow(
    int StationKey, int RequestId, DateTimeOffset StartedAt, DateTimeOffset LastAt, int Parts, int? LastPart, IReadOnlyList<int> Missing, int Variables, bool IsComplete, bool IsCut);
