using Csms.Engine.Events;

namespace Csms.Engine.Stations;

/// <summary>What is written behind about stations: a crash may cost the last second of it, never a transaction.</summary>
public interface IStationLog
{
    /// <summary>Connectors were reported.</summary>
    void Reported(StationState state, IReadOnlyList<(int EvseId, ConnectorState Connector)> connectors, DateTimeOffset receivedAt);

    /// <summary>The link came up or went down.</summary>
    void LinkChanged(StationState state, DateTimeOffset at);

    /// <summary>A message was taken in: what it says of the station itself, by a boot or a report.</summary>
    void Told(StationState state, StationMessage message, DateTimeOffset receivedAt);

    /// <summary>Variables were told, by a report or as an answer.</summary>
    void Variables(StationState state, IReadOnlyList<VariableReported> variables, DateTimeOffset at);
}
