using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Answers the needs of cars by rule (2.1 K18, K19, Q01), from memory; once the answer is on its way the planner makes what it promises.</summary>
internal sealed class NeedsDesk(ChargingBook book, TokenDirectory tokens, SiteDirectory sites, Lazy<NeedsPlanner> planner) : IStationDesk
{
    public bool Takes(StationMessage message) => message is ChargingNeedsReported;

    public Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var told = (ChargingNeedsReported)message;
        var answer = Judge(station, told.EvseId, told.Needs);
        // Noted before it is said: who hears the answer may look at once.
        book.Step(station, state => EvseSteps.Judged(state, told.EvseId, answer));
        return Task.FromResult<StationAnswer?>(answer);
    }

    public void Given(StationState station, StationMessage message, StationAnswer answer) => planner.Value.Look(station.Id, ((ChargingNeedsReported)message).EvseId);

    /// <summary>What the car at an EVSE is answered as things are now.</summary>
    public ChargingNeedsAnswer Judge(StationState station, int evseId, ChargingNeeds needs)
    {
        var ability = book.AbilityOf(station.Id);
        var session = station.Sessions.Running(evseId);
        return NeedsRules.Judge(new NeedsRules.Question(
            needs.Transfer,
            AllowedAt(station, evseId),
            session is { Token: not null },
            ability.IsV2xOffAt(evseId),
            ability.IsOff,
            sites.Find(station.Profile.SiteId)?.PlansForCars ?? true));
    }

    /// <summary>Ways of energy transfer allowed to the car at an EVSE: what was allowed for its transaction, else what its token or the site says; null: nothing is said.</summary>
    public EnergyTransfers? AllowedAt(StationState station, int evseId)
    {
        var session = station.Sessions.Running(evseId);
        return (session is not null && book.Find(station.Id).Evse(evseId) is { } evse && evse.TransactionId == session.TransactionId ? EnergyTransfers.Of(evse.Allowed) : null)
            ?? tokens.TransfersOf(session?.Token, station.Id);
    }
}
