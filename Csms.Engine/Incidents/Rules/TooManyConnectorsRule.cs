namespace Csms.Engine.Incidents.Rules;

/// <summary>A station tells of more EVSEs and connectors than a station may have (Csms:Limits:ConnectorsPerStation); over when it has booted and tells of none beyond it.</summary>
internal sealed class TooManyConnectorsRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.TooManyConnectors;

    public void Judge(StationView view, Findings found)
    {
        if (!view.History.HasToldPlaces)
        {
            found.Leave(Rule, view.Subject); // since its boot, or ours, it has told of none
        }
        else if (view.History.Claims is { } claims)
        {
            var taken = view.State.CountConnectors();
            found.Add(view.Found(Rule, claims.Since, claims.Since, new IncidentDetail { Count = taken + claims.Count, Limit = view.ConnectorLimit }, view.FramesAt(claims.Since)));
        }
    }
}
