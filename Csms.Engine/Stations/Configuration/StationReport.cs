using System.Collections.Immutable;

namespace Csms.Engine.Stations.Configuration;

/// <summary>How much of its last report a station has sent (OCPP 2.1 part 2, B07 and B08).</summary>
/// <param name="RequestId">Number of the request.</param>
/// <param name="StartedAt">When its first part came, by our clock.</param>
/// <param name="LastAt">When its latest part came.</param>
/// <param name="Parts">How many different parts came.</param>
/// <param name="LastPart">Number of the part that said it is the last; null: none has yet.</param>
/// <param name="Missing">The first numbers that did not come.</param>
/// <param name="Variables">Attributes in the parts.</param>
/// <param name="IsComplete">All parts are here.</param>
/// <param name="IsCut">It was longer than what is taken in.</param>
public sealed record StationReport(
    int RequestId, DateTimeOffset StartedAt, DateTimeOffset LastAt, int Parts, int? LastPart, ImmutableArray<int> Missing, int Variables, bool IsComplete, bool IsCut)
{
    /// <summary>After so long without a part nothing more is expected.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>Parts are still on their way.</summary>
    public bool IsRunning(DateTimeOffset now) => !IsComplete && !IsCut && now - LastAt < Silence;
}
