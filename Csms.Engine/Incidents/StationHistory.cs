using System.Collections.Immutable;
using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Incidents.Rules;
using Csms.Engine.Payments;
using Csms.Engine.Sessions;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Incidents;

/// <summary>What the rules need to remember of a station besides its state. Immutable, bounded, only in memory.</summary>
internal sealed record StationHistory
{
    /// <summary>The most times kept of a kind; no rule asks for more.</summary>
    private const int Kept = 32;

    /// <summary>A register that rises by less is noise of the meter, Wh.</summary>
    private const long RiseWh = 20;

    public static StationHistory None { get; } = new();

    /// <summary>Boots, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Boots { get; init; } = [];

    /// <summary>Lost connections, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Losses { get; init; } = [];

    /// <summary>Security events that need a person, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Alarms { get; init; } = [];

    /// <summary>Type of the last of them.</summary>
    public string? AlarmType { get; init; }

    /// <summary>Null before the station gave a time.</summary>
    public ClockSighting? Clock { get; init; }

    /// <summary>It has told of an EVSE or connector since its boot, or ours.</summary>
    public bool HasToldPlaces { get; init; }

    /// <summary>Those that were too many; null: none was.</summary>
    public ConnectorClaims? Claims { get; init; }

    /// <summary>EVSEs on which a session ended.</summary>
    public ImmutableArray<EvseStreak> Streaks { get; init; } = [];

    /// <summary>Null before a command was answered or left unanswered.</summary>
    public CommandRow? Commands { get; init; }

    /// <summary>Null before a payment at a terminal was told.</summary>
    public PaymentRow? Payments { get; init; }

    /// <summary>Sessions that say they charge.</summary>
    public ImmutableArray<EnergyMark> Energy { get; init; } = [];

    public EvseStreak? StreakOf(int evseId)
    {
        foreach (var streak in Streaks)
        {
            if (streak.EvseId == evseId)
            {
                return streak;
            }
        }

        return null;
    }

    public EnergyMark? EnergyOf(SessionId session)
    {
        foreach (var mark in Energy)
        {
            if (mark.Session == session)
            {
                return mark;
            }
        }

        return null;
    }

    /// <summary>It begins anew: what it has, it tells again.</summary>
    public StationHistory Booted(DateTimeOffset at) => this with { Boots = Noted(Boots, at), Claims = null, HasToldPlaces = false };

    /// <summary>It told of a place that was not taken.</summary>
    public StationHistory Claimed(int evseId, int connectorId, DateTimeOffset at)
    {
        var claims = Claims ?? new ConnectorClaims(at);
        claims.Add(evseId, connectorId);
        return Claims is null ? this with { Claims = claims, HasToldPlaces = true } : this;
    }

    public StationHistory Alarmed(DateTimeOffset at, string type) => this with { Alarms = Noted(Alarms, at), AlarmType = type };

    public StationHistory Lost(DateTimeOffset at) => this with { Losses = Noted(Losses, at) };

    /// <summary>A time of the station was seen; the same object when nothing is new.</summary>
    public StationHistory Showed(DateTimeOffset reported, DateTimeOffset receivedAt, bool isWrong) =>
        Clock is { } clock && clock.IsWrong == isWrong
            ? isWrong ? this with { Clock = clock with { Reported = reported, ReceivedAt = receivedAt } } : this
            : this with { Clock = new ClockSighting(reported, receivedAt, isWrong, receivedAt) };

    /// <summary>A session ended.</summary>
    public StationHistory Ended(Session session, SessionOutcome outcome, DateTimeOffset at)
    {
        if (outcome == SessionOutcome.Nothing || session.EvseId <= 0)
        {
            return this;
        }

        var before = StreakOf(session.EvseId);
        var failed = outcome == SessionOutcome.Failed;
        var streak = new EvseStreak(
            session.EvseId,
            failed ? (before?.Failed ?? 0) + 1 : 0,
            failed && (before?.IsPartial ?? true),
            failed && before is { Failed: > 0 } ? before.Since : at,
            at,
            session.Id.Value.ToString(CultureInfo.InvariantCulture),
            session.StopReason);
        return this with { Streaks = before is null ? Streaks.Add(streak) : Streaks.Replace(before, streak) };
    }

    /// <summary>A command was answered, or not.</summary>
    public StationHistory Commanded(StationCommand command, bool answered, DateTimeOffset at)
    {
        var row = Commands is { Unanswered: > 0 } before && !answered
            ? before with { Unanswered = before.Unanswered + 1, LastAt = at, Action = command.Action, LastCommand = command.Id.ToString() }
            : new CommandRow(answered ? 0 : 1, at, at, command.Action, command.Id.ToString());
        return this with { Commands = row };
    }

    /// <summary>What became of a payment at a terminal was told, and is stored.</summary>
    public StationHistory Paid(Settlement told) => PaymentRow.With(Payments, told) is var row && row == Payments ? this : this with { Payments = row };

    /// <summary>With the registers of the sessions that charge now; the same object when none has risen.</summary>
    public StationHistory Measured(SessionBook book, DateTimeOffset now)
    {
        var marks = Energy;
        foreach (var mark in Energy)
        {
            if (book.ById(mark.Session) is not { IsActive: true, ChargingState: ChargingState.Charging })
            {
                marks = marks.Remove(mark);
            }
        }

        foreach (var session in book.Sessions)
        {
            if (session is not { IsActive: true, ChargingState: ChargingState.Charging })
            {
                continue;
            }

            var energy = session.EnergyWh ?? 0;
            var mark = EnergyOf(session.Id);
            if (mark is null)
            {
                marks = marks.Add(new EnergyMark(session.Id, energy, now));
            }
            else if (energy >= mark.Wh + RiseWh)
            {
                marks = marks.Replace(mark, mark with { Wh = energy, Since = now });
            }
        }

        return marks == Energy ? this : this with { Energy = marks };
    }

    private static ImmutableArray<DateTimeOffset> Noted(ImmutableArray<DateTimeOffset> times, DateTimeOffset at) =>
        (times.Length >= Kept ? times.RemoveAt(0) : times).Add(at);
}
