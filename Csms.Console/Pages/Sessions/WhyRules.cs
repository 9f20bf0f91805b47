using Csms.Console.Controls;
using Csms.Engine.Events;
using Csms.Engine.Sessions;

namespace Csms.Console.Pages.Sessions;

/// <summary>
/// Why a session ended, was short, or does what it does: the first rule of the table that holds. What someone is to blame for comes before
/// what the station calls its reason, because stations call almost everything "Local" or "Other". Pure.
/// </summary>
internal static class WhyRules
{
    /// <summary>Less is no charge: a contactor test, a meter's jitter. Wh.</summary>
    private const long NothingWh = 100;

    /// <summary>Less is no power offered: stations that are held back report some watts. W.</summary>
    private const double NothingW = 100;

    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FaultBeforeEnd = TimeSpan.FromMinutes(2);

    private static readonly WhyRule[] _running =
    [
        new("Why.Unreachable", (facts, story) => story.Offline.Count > 0 && story.Offline[^1].To == facts.To, ["Event.LinkLost", "Event.LinkBack"], WhyNext.Station),
        new("Why.Fault", (_, story) => Last(story) == EvState.Faulted, ["Event.Fault", "Event.Error"], WhyNext.Messages),
        new("Why.Charging", (_, story) => Last(story) == EvState.Charging, ["Event.Charging"]),
        new("Why.PausedByCar", (_, story) => Last(story) == EvState.SuspendedEv, ["Event.SuspendedEv"]),
        new("Why.LimitNow", (facts, story) => Last(story) == EvState.SuspendedEvse && LimitIsZero(facts), ["Event.Command", "Event.SuspendedEvse"], WhyNext.Station),
        new("Why.PausedByStation", (_, story) => Last(story) == EvState.SuspendedEvse, ["Event.SuspendedEvse", "Event.Command"], WhyNext.Messages),
        new("Why.Finishing", (_, story) => Last(story) == EvState.Finishing, ["Event.Finishing"]),
        new("Why.Waiting", (_, _) => true, ["Event.Preparing", "Event.Started"]),
    ];

    private static readonly WhyRule[] _ended =
    [
        new("Why.Refused", (facts, _) => facts.Session.Verdict is { } verdict && verdict != AuthorizationStatus.Accepted || facts.Session.StopReason == "DeAuthorized", ["Event.Authorize", "Event.Started", "Event.Ended"], WhyNext.Token),
        new("Why.LinkLost", (facts, story) => ClosedHere(facts) && story.Offline.Any(span => span.To >= facts.Session.EndedAt - AtOnce), ["Event.LinkLost", "Event.LinkBack", "Event.Flag"], WhyNext.Review),
        new("Why.ClosedWithoutEnd", (facts, _) => ClosedHere(facts), ["Event.Flag"], WhyNext.Review),
        new("Why.PowerLoss", (facts, _) => facts.Session.StopReason is "PowerLoss" or "PowerQuality", ["Event.LinkLost", "Event.LinkBack", "Event.Ended"], WhyNext.Station),
        new("Why.Emergency", (facts, _) => facts.Session.StopReason == "EmergencyStop", ["Event.Fault", "Event.Ended"], WhyNext.Station),
        new("Why.Fault", (facts, _) => facts.Session.StopReason is "GroundFault" or "OvercurrentFault" || FaultedAtEnd(facts), ["Event.Fault", "Event.Error", "Event.Ended"], WhyNext.Messages),
        new("Why.Reset", (facts, _) => facts.Session.StopReason is "Reboot" or "HardReset" or "SoftReset" or "ImmediateReset", ["Event.Command", "Event.LinkLost", "Event.Ended"], WhyNext.Messages),
        new("Why.Timeout", (facts, _) => facts.Session.StopReason == "Timeout", ["Event.Started", "Event.Ended"]),
        new("Why.Limit", (facts, _) => facts.Session.StopReason is "SOCLimitReached" or "EnergyLimitReached" or "TimeLimitReached", ["Event.Ended"]),
        new("Why.LimitZero", (facts, _) => DrewNothing(facts) && LimitIsZero(facts), ["Event.Command", "Event.SuspendedEvse", "Event.Ended"], WhyNext.Station),
        new("Why.NeverOffered", (facts, story) => DrewNothing(facts) && story.TimeIn(EvState.SuspendedEvse) > Held, ["Event.SuspendedEvse", "Event.Command", "Event.Ended"], WhyNext.Messages),
        new("Why.AtOnce", (facts, _) => DrewNothing(facts) && facts.Session.EndedAt - facts.Session.StartedAt < AtOnce && facts.Session.StopReason is "Local" or "EVDisconnected" or "StoppedByEV" or null, ["Event.Started", "Event.Ended"]),
        new("Why.NeverDrew", (facts, _) => DrewNothing(facts), ["Event.SuspendedEv", "Event.Started", "Event.Ended"]),
        new("Why.Remote", (facts, _) => facts.Session.StopReason == "Remote", ["Event.Command", "Event.Ended"]),
        new("Why.CarDone", (facts, story) => facts.Session.StopReason is "EVDisconnected" or "StoppedByEV" && story.States.LastOrDefault(segment => segment.State is EvState.Charging or EvState.SuspendedEv or EvState.SuspendedEvse).State == EvState.SuspendedEv, ["Event.SuspendedEv", "Event.Ended"]),
        new("Why.Unplugged", (facts, _) => facts.Session.StopReason == "EVDisconnected", ["Event.Charging", "Event.Ended"]),
        new("Why.CarStopped", (facts, _) => facts.Session.StopReason == "StoppedByEV", ["Event.Charging", "Event.Ended"]),
        new("Why.Unlocked", (facts, _) => facts.Session.StopReason == "UnlockCommand", ["Event.Command", "Event.Ended"]),
        new("Why.Local", (facts, _) => facts.Session.StopReason is "Local" or "MasterPass" or null, ["Event.Charging", "Event.Ended"]),
        new("Why.Other", (_, _) => true, ["Event.Charging", "Event.Ended"], WhyNext.Messages),
    ];

    /// <summary>All of them, for texts and tests.</summary>
    public static IEnumerable<WhyRule> All => _running.Concat(_ended);

    /// <summary>The rule that explains the session.</summary>
    public static WhyRule Of(SessionFacts facts, SessionStory story) => (facts.Session.IsActive ? _running : _ended).First(rule => rule.Holds(facts, story));

    private static EvState Last(SessionStory story) => story.States.Count > 0 ? story.States[^1].State : EvState.Preparing;

    private static bool DrewNothing(SessionFacts facts) => (facts.Session.EnergyWh ?? 0) < NothingWh && facts.Meter.PeakW is null or < NothingW;

    private static bool ClosedHere(SessionFacts facts) => !facts.Session.EndSeen
        && facts.Session.Flags.Any(flag => flag.Kind is SessionFlagKind.ClosedByNewStart or SessionFlagKind.ClosedByAvailable or SessionFlagKind.ClosedByOperator);

    // The station says Faulted first and ends then, with whatever reason its firmware has.
    private static bool FaultedAtEnd(SessionFacts facts) => facts.States.Any(state =>
        state.Status == "Faulted" && state.At >= facts.Session.StartedAt && state.At <= facts.Session.EndedAt && state.At >= facts.Session.EndedAt - FaultBeforeEnd);

    private static bool LimitIsZero(SessionFacts facts) => facts.Meter.Offered is { Count: > 0 } offered
        ? offered.All(point => point.Value is null or < NothingW)
        : facts.Frames.LastOrDefault(frame => frame is { FromStation: false, Action: "SetChargingProfile", ErrorCode: null }) is { } profile && ChargingLimit.HighestOf(profile.Payload) is <= 0;
}
