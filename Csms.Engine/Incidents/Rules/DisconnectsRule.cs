namespace Csms.Engine.Incidents.Rules;

/// <summary>Too many lost connections in a window.</summary>
internal sealed class DisconnectsRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.Disconnects;

    public void Judge(StationView view, Findings found) =>
        Windowed.Judge(view, found, Rule, view.History.Losses, view.Options.DisconnectCount, view.Options.DisconnectMinutes, new IncidentDetail { LinkEnd = view.State.LinkReason });
}
