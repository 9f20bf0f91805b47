namespace Csms.Engine.Incidents.Rules;

/// <summary>The last time that a station gave can't be right.</summary>
internal sealed class ClockWrongRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.ClockWrong;

    public void Judge(StationView view, Findings found)
    {
        if (view.History.Clock is not { } clock)
        {
            found.Leave(Rule, view.Subject);
        }
        else if (clock.IsWrong)
        {
            var offset = Math.Round((clock.Reported - clock.ReceivedAt).TotalSeconds);
            found.Add(view.Found(Rule, clock.Since, clock.Since, new IncidentDetail { OffsetSeconds = offset }, view.FramesAt(clock.Since)));
        }
    }
}
