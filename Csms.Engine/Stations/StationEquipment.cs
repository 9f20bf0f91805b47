using System.Collections.Immutable;

namespace Csms.Engine.Stations;

/// <summary>What a station has told of its hardware (2.x: EVSE.Power, Connector.ConnectorType).</summary>
/// <param name="MostPowerW">Most that one of its EVSEs gives, W; null: not told.</param>
/// <param name="ConnectorTypes">ConnectorEnumType of its connectors.</param>
public sealed record StationEquipment(double? MostPowerW, ImmutableHashSet<string> ConnectorTypes);
