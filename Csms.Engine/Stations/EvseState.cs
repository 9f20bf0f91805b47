using System.Collections.Immutable;

namespace Csms.Engine.Stations;

/// <summary>An EVSE with its connectors.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Connectors">By id.</param>
public sealed record EvseState(int Id, ImmutableArray<ConnectorState> Connectors)
{
    /// <summary>A connector, or null.</summary>
    public ConnectorState? Find(int connectorId)
    {
        foreach (var connector in Connectors)
        {
            if (connector.Id == connectorId)
            {
                return connector;
            }
        }

        return null;
    }

    /// <summary>With a connector added or replaced.</summary>
    public EvseState With(ConnectorState connector)
    {
        for (var index = 0; index < Connectors.Length; index++)
        {
            if (Connectors[index].Id == connector.Id)
            {
                return this with { Connectors = Connectors.SetItem(index, connector) };
            }

            if (Connectors[index].Id > connector.Id)
            {
                return this with { Connectors = Connectors.Insert(index, connector) };
            }
        }

        return this with { Connectors = Connectors.Add(connector) };
    }
}
