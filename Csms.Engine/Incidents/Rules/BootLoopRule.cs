namespace Csms.Engine.Incidents.Rules;

/// <summary>Too many boots in a window.</summary>
internal sealed class BootLoopRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.BootLoop;

    public void Judge(StationView view, Findings found) =>
        Windowed.Judge(view, found, Rule, view.History.Boots, view.Options.BootLoopCount, view.Options.BootLoopMinutes, new IncidentDetail { Code = view.State.Boot?.Reason });
}
