using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Engine.Incidents.Rules;

/// <summary>An EVSE, or the station as a whole, says Faulted, or that the lock of a connector fails. What an unconnected station said last is not taken for true.</summary>
internal sealed class FaultRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.Fault;

    public void Judge(StationView view, Findings found)
    {
        var state = view.State;
        if (!view.IsOnline)
        {
            found.Leave(Rule, view.Subject);
            foreach (var evse in state.Evses)
            {
                found.Leave(Rule, IncidentSubject.OfStation(state.Id.Value, evse.Id));
            }

            return;
        }

        if (state.Whole is { Status: ConnectorStatus.Faulted } whole)
        {
            Judge(view, whole, null, found);
        }

        foreach (var evse in state.Evses)
        {
            foreach (var connector in evse.Connectors)
            {
                if (connector.Status == ConnectorStatus.Faulted || connector.IsLockFailing)
                {
                    Judge(view, connector, evse.Id, found);
                    break;
                }
            }
        }
    }

    private void Judge(StationView view, ConnectorState connector, int? evseId, Findings found)
    {
        if (view.Now - connector.At < TimeSpan.FromSeconds(view.Options.FaultSeconds))
        {
            return;
        }

        var text = string.Join(" · ", new[] { connector.VendorErrorCode, connector.Info }.Where(part => !string.IsNullOrWhiteSpace(part)));
        found.Add(view.Found(
            Rule,
            connector.At,
            connector.At,
            new IncidentDetail { Code = connector.ErrorCode, Text = text.Length == 0 ? null : text, VendorCode = connector.VendorErrorCode, VendorId = connector.VendorId },
            view.FramesAt(connector.At),
            evseId));
    }
}
