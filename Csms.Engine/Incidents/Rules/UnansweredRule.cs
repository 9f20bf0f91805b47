namespace Csms.Engine.Incidents.Rules;

/// <summary>A connected station leaves commands unanswered; any answer ends the row.</summary>
internal sealed class UnansweredRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.Unanswered;

    public void Judge(StationView view, Findings found)
    {
        if (view.History.Commands is not { } row)
        {
            found.Leave(Rule, view.Subject);
        }
        else if (row.Unanswered >= view.Options.UnansweredCommands)
        {
            found.Add(view.Found(
                Rule,
                row.Since,
                row.LastAt,
                new IncidentDetail { Count = row.Unanswered, Code = row.Action },
                new IncidentEvidence(EvidenceKind.Command, view.State.Id.Value, row.LastCommand, row.LastAt)));
        }
        else if (row.Unanswered > 0)
        {
            found.Leave(Rule, view.Subject); // neither answered nor often enough to be sure
        }
    }
}
