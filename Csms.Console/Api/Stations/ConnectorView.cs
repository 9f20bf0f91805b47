using System.Text.Json.Serialization;
using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Console.Api.Stations;

/// <summary>A connector as its station last said.</summary>
/// <param name="Id">Within the EVSE, from 1.</param>
/// <param name="Status">The station's word.</param>
/// <param name="StatusAt">Since when.</param>
/// <param name="ErrorCode">Error code, when there is one.</param>
/// <param name="Info">The vendor's text, when there is one.</param>
/// <param name="VendorErrorCode">The vendor's code, when there is one.</param>
internal sealed record ConnectorView(
    int Id,
    string Status,
    DateTimeOffset StatusAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Info,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VendorErrorCode)
{
    /// <summary>From best to worst, the order in which one connector speaks for its EVSE.</summary>
    private static readonly ConnectorStatus[] _worse =
    [
        ConnectorStatus.Unknown, ConnectorStatus.Available, ConnectorStatus.Charging, ConnectorStatus.Finishing, ConnectorStatus.Occupied,
        ConnectorStatus.Preparing, ConnectorStatus.Reserved, ConnectorStatus.SuspendedEV, ConnectorStatus.Unavailable,
        ConnectorStatus.SuspendedEVSE, ConnectorStatus.Faulted,
    ];

    public static ConnectorView Of(ConnectorState state) => new(state.Id, state.Status.ToString(), state.At, state.ErrorCode, state.Info, state.VendorErrorCode);

    /// <summary>The word of an EVSE: its connector's; of several the worst.</summary>
    public static string WorstOf(IEnumerable<ConnectorState> connectors) =>
        connectors.Select(connector => connector.Status).DefaultIfEmpty(ConnectorStatus.Unknown).MaxBy(status => Array.IndexOf(_worse, status)).ToString();
}
