using System.Globalization;

namespace Csms.Engine.Incidents.Rules;

/// <summary>Payments at the terminals of a station fail one after the other (2.1 NotifySettlement: Failed or Rejected); one whose money is taken ends the row.</summary>
internal sealed class PaymentsFailingRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.PaymentsFailing;

    public void Judge(StationView view, Findings found)
    {
        if (view.History.Payments is not { } row)
        {
            found.Leave(Rule, view.Subject); // none was told since the engine started
        }
        else if (row.Failed >= view.Options.FailedPayments)
        {
            found.Add(view.Found(
                Rule,
                row.Since,
                row.Last.ReceivedAt,
                new IncidentDetail { Count = row.Failed, Code = row.Last.Status.ToString(), Text = row.Last.StatusInfo },
                row.Last.Session is { } session
                    ? new IncidentEvidence(EvidenceKind.Session, view.State.Id.Value, session.Value.ToString(CultureInfo.InvariantCulture), row.Last.ReceivedAt)
                    : view.FramesAt(row.Last.ReceivedAt)));
        }
        else if (row.Failed > 0)
        {
            found.Leave(Rule, view.Subject); // neither taken nor often enough to be sure
        }
    }
}
