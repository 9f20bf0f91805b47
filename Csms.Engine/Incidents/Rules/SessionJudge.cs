using Csms.Engine.Events;
using Csms.Engine.Sessions;

namespace Csms.Engine.Incidents.Rules;

/// <summary>Whether an ended session speaks for or against its EVSE. Pure.</summary>
internal static class SessionJudge
{
    /// <summary>A driver who unplugs sooner has changed his mind.</summary>
    private static readonly TimeSpan ChangedMind = TimeSpan.FromSeconds(60);

    public static SessionOutcome Judge(Session session, int leastWh)
    {
        if (session.Verdict is not (null or AuthorizationStatus.Accepted) || session.StopReason is "DeAuthorized")
        {
            return SessionOutcome.Nothing;
        }

        // OCPP 2.1 ReasonEnumType (1.6 §7.36): the station itself broke it off.
        if (session.StopReason is "EmergencyStop" or "GroundFault" or "OvercurrentFault" or "PowerLoss" or "PowerQuality" or "SOCLimitReachedError" or "ReqEnergyTransferRejected")
        {
            return SessionOutcome.Failed;
        }

        if (session.EnergyWh is not { } energy)
        {
            return SessionOutcome.Nothing;
        }

        return energy >= leastWh ? SessionOutcome.Good
            : session.EndedAt - session.StartedAt < ChangedMind && session.StopReason is null or "Local" or "EVDisconnected" or "Remote" ? SessionOutcome.Nothing
            : SessionOutcome.Failed;
    }
}
