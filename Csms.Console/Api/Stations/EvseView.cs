using System.Text.Json.Serialization;
using Csms.Engine.Stations;

namespace Csms.Console.Api.Stations;

/// <summary>An EVSE with its connectors.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Status">The word of its connector; of several the worst.</param>
/// <param name="Connectors">By id.</param>
/// <param name="SessionId">The session that runs on it; absent when none does.</param>
internal sealed record EvseView(
    int Id,
    string Status,
    IReadOnlyList<ConnectorView> Connectors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? SessionId)
{
    /// <summary>What it is doing, from its connectors, its session and the link: Faulted, Offline, Unknown, PausedByStation, Unavailable, PausedByCar, Reserved, Preparing, Finishing, Charging or Available.</summary>
    public required string Condition { get; init; }

    /// <summary>Until when somebody pays for it on the web (NotifyWebPaymentStarted); absent when nobody does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? WebPaymentUntil { get; init; }

    public static EvseView Of(StationState station, EvseState evse) =>
        new(evse.Id, ConnectorView.WorstOf(evse.Connectors), [.. evse.Connectors.Select(ConnectorView.Of)], station.Sessions.Running(evse.Id)?.Id.Value) { Condition = station.ConditionOf(evse).ToString() };
}
