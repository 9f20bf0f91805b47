using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Csms.Engine.Stations.Reports;

/// <summary>What became of a request whose results come in messages of their own (CONTRACTS 15).</summary>
/// <param name="RequestId">The number that the messages refer to.</param>
/// <param name="Action">The command, in OCPP 2.1's words.</param>
/// <param name="IsComplete">Nothing more is expected.</param>
/// <param name="Items">Parts of the report, in order, each number once.</param>
/// <param name="Statuses">Notices of progress, in order.</param>
public sealed record RequestProgress(
    int RequestId, string Action, bool IsComplete, ImmutableArray<JsonObject> Items, ImmutableArray<RequestStatus> Statuses)
{
    /// <summary>The first numbers of parts that did not come; those after the last that came are not known.</summary>
    public ImmutableArray<int> Missing { get; init; } = [];

    /// <summary>It was longer than what is taken in: the rest is left out.</summary>
    public bool IsCut { get; init; }
}
