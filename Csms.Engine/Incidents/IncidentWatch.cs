using System.Collections.Concurrent;
using Csms.Engine.Certificates;
using Csms.Engine.Events;
using Csms.Engine.Incidents.Rules;
using Csms.Engine.Payments;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Incidents;

/// <summary>
/// Remembers of every station what its state does not tell: boots, lost links, failed sessions, times that can't be right, unanswered
/// commands. Called on the station's path: a look-up and a small record at most, no I/O.
/// </summary>
internal sealed class IncidentWatch(IncidentSettings settings, StationRegistry registry, TimeProvider time) : IStationObserver
{
    private readonly ConcurrentDictionary<StationId, StationHistory> _histories = new();

    public StationHistory Of(StationId station) => _histories.GetValueOrDefault(station, StationHistory.None);

    /// <summary>Takes in the registers of what charges now.</summary>
    public StationHistory Measure(StationState state, DateTimeOffset now)
    {
        var before = Of(state.Id);
        var after = before.Measured(state.Sessions, now);
        return ReferenceEquals(before, after) ? before : Note(state.Id, history => history.Measured(state.Sessions, now));
    }

    public void Changed(StationState? before, StationState after)
    {
        if (before is null)
        {
            return;
        }

        if (before.Link == LinkState.Online && (after.Link == LinkState.Offline || (after.Link == LinkState.Online && after.LinkSince != before.LinkSince)))
        {
            var at = after.LinkSince ?? time.GetUtcNow();
            Note(after.Id, history => history.Lost(at));
        }

        if (before.Sessions != after.Sessions)
        {
            foreach (var session in after.Sessions.Sessions)
            {
                if (!session.IsActive && before.Sessions.ById(session.Id) is { IsActive: true })
                {
                    Ended(session);
                }
            }
        }
    }

    public void Removed(StationState state) => _histories.TryRemove(state.Id, out _);

    public void Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (state.Profile.Registration != RegistrationStatus.Accepted)
        {
            return;
        }

        switch (message)
        {
            case BootReported:
                Note(state.Id, history => history.Booted(at));
                break;
            case SecurityEventReported alarm when SecurityEventTypes.IsAlarm(alarm.Type):
                Note(state.Id, history => history.Alarmed(at, alarm.Type));
                break;
            case ConnectorStatusReported status:
                Place(state, status, at);
                if (status.At is { } shown) Show(state, shown, at);
                break;
            case TransactionReported { At: { } reported }:
                Show(state, reported, at);
                break;
            case MeterValuesReported { Readings: [.., { At: { } reported }] }:
                Show(state, reported, at);
                break;
            default:
                break;
        }
    }

    /// <summary>A command is over, or answered.</summary>
    public void Commanded(StationCommand command)
    {
        var answered = command.Stage is CommandStage.Answered or CommandStage.Observed or CommandStage.Error;
        if (answered || (command.Stage == CommandStage.NoAnswer && registry.Find(command.Station)?.Link == LinkState.Online))
        {
            var at = time.GetUtcNow();
            Note(command.Station, history => history.Commanded(command, answered, at));
        }
    }

    /// <summary>What became of a payment is stored.</summary>
    public void Paid(Settlement told) => Note(told.Station, history => history.Paid(told));

    private void Ended(Session session)
    {
        var outcome = SessionJudge.Judge(session, settings.Current.FailedSessionWh);
        var at = session.LastHeardAt;
        Note(session.StationId, history => history.Ended(session, outcome, at));
    }

    /// <summary>A place that the state does not hold after it was told of is one too many.</summary>
    private void Place(StationState state, ConnectorStatusReported status, DateTimeOffset at)
    {
        if (!ConnectorClaims.CanBe(status.EvseId, status.ConnectorId))
        {
            return;
        }

        if (state.Evse(status.EvseId)?.Find(status.ConnectorId) is null)
        {
            Note(state.Id, history => history.Claimed(status.EvseId, status.ConnectorId, at));
        }
        else if (!Of(state.Id).HasToldPlaces)
        {
            Note(state.Id, history => history with { HasToldPlaces = true });
        }
    }

    private void Show(StationState state, DateTimeOffset reported, DateTimeOffset receivedAt)
    {
        var isWrong = StationClock.Doubt(reported, receivedAt, state.Boot?.At, state.LinkSince) is not null;
        if (!isWrong && Of(state.Id).Clock is { IsWrong: false })
        {
            return; // as always
        }

        Note(state.Id, history => history.Showed(reported, receivedAt, isWrong));
    }

    private StationHistory Note(StationId station, Func<StationHistory, StationHistory> step) =>
        _histories.AddOrUpdate(station, static (_, step) => step(StationHistory.None), static (_, history, step) => step(history), step);
}
