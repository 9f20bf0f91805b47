using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Engine.LiveView;

/// <summary>Pure: a station's history, folded with the same rule that gives its condition now (<see cref="StationState.ConditionOf"/>).</summary>
internal static class DayFold
{
    private static readonly StationId Nameless = StationId.Parse("history");

    /// <param name="events">What happened, in order of time; what lies before <paramref name="from"/> sets the state at its beginning.</param>
    /// <param name="evseIds">EVSEs that are known now; ones that only history knows are added.</param>
    /// <param name="from">Begin.</param>
    /// <param name="to">End.</param>
    public static ImmutableArray<EvseDay> Fold(IEnumerable<DayEvent> events, IEnumerable<int> evseIds, DateTimeOffset from, DateTimeOffset to)
    {
        var state = new StationState { Id = Nameless, Key = 0, Profile = new StationProfile() };
        foreach (var id in evseIds)
        {
            state = state.With(new EvseState(id, []));
        }

        var lanes = new SortedDictionary<int, Lane>();
        Mark(state, from);
        foreach (var each in events)
        {
            if (each.At >= to)
            {
                break;
            }

            state = Apply(state, each);
            Mark(state, each.At < from ? from : each.At);
        }

        return [.. lanes.Select(lane => new EvseDay(lane.Key, lane.Value.Close(to)))];

        void Mark(StationState now, DateTimeOffset at)
        {
            foreach (var evse in now.Evses)
            {
                if (!lanes.TryGetValue(evse.Id, out var lane))
                {
                    lanes.Add(evse.Id, lane = new Lane(from));
                }

                lane.Set(new Doing(now.ConditionOf(evse), now.Sessions.Running(evse.Id)?.Id.Value), at, now, evse);
            }
        }
    }

    private static StationState Apply(StationState state, DayEvent happened) => happened switch
    {
        DayEvent.Link link => state with { Link = link.Online ? LinkState.Online : LinkState.Offline, LinkReason = link.Reason },
        DayEvent.Status { EvseId: 0 } whole => state with { Whole = new ConnectorState(0, whole.Value, whole.At, whole.ErrorCode, VendorErrorCode: whole.VendorCode) },
        DayEvent.Status status => state.With((state.Evse(status.EvseId) ?? new EvseState(status.EvseId, [])).With(new ConnectorState(status.ConnectorId, status.Value, status.At, status.ErrorCode, VendorErrorCode: status.VendorCode))),
        DayEvent.Session { EvseId: > 0 } session => state with
        {
            Sessions = state.Sessions.With(new Session
            {
                Id = new SessionId(session.Id),
                StationId = state.Id,
                EvseId = session.EvseId,
                TransactionId = "",
                StartedAt = session.At,
                ReceivedAt = session.At,
                LastHeardAt = session.At,
                ChargingState = session.State,
                State = SessionState.Active,
            }),
        },
        DayEvent.Session => state,
        DayEvent.End end => state.Sessions.ById(new SessionId(end.Id)) is { } session
            ? state with { Sessions = state.Sessions.With(session with { State = SessionState.Completed, EndedAt = end.At }) }
            : state,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "no such event"),
    };

    private readonly record struct Doing(EvseCondition Condition, long? SessionId);

    private sealed class Lane(DateTimeOffset begin)
    {
        private readonly ImmutableArray<EvseSegment>.Builder _segments = ImmutableArray.CreateBuilder<EvseSegment>();
        private DateTimeOffset _since = begin;
        private Doing? _doing;
        private EvseReason? _reason;

        public void Set(Doing doing, DateTimeOffset at, StationState state, EvseState evse)
        {
            if (_doing == doing)
            {
                return;
            }

            Flush(at);
            (_doing, _reason) = (doing, state.ReasonOf(evse));
        }

        public ImmutableArray<EvseSegment> Close(DateTimeOffset to)
        {
            Flush(to);
            return _segments.ToImmutable();
        }

        private void Flush(DateTimeOffset at)
        {
            if (_doing is { } doing && at > _since)
            {
                _segments.Add(new EvseSegment(doing.Condition, _since, at, doing.SessionId, _reason));
            }

            _since = at > _since ? at : _since;
        }
    }
}
