using System.Collections.Immutable;

namespace Csms.Engine.LiveView;

/// <summary>What the EVSEs of a station did within a stretch of time. Immutable.</summary>
/// <param name="From">Begin.</param>
/// <param name="To">End: when it was read.</param>
/// <param name="Evses">By EVSE id.</param>
public sealed record StationDay(DateTimeOffset From, DateTimeOffset To, ImmutableArray<EvseDay> Evses)
{
    /// <summary>Carries it on to now with what the station is now.</summary>
    /// <param name="conditions">Condition of each EVSE now.</param>
    /// <param name="now">UTC.</param>
    /// <param name="length">How far back it reaches.</param>
    public StationDay Until(IReadOnlyList<(int EvseId, Stations.EvseCondition Condition)> conditions, DateTimeOffset now, TimeSpan length)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        var begin = now - length;
        var evses = ImmutableArray.CreateBuilder<EvseDay>(conditions.Count);
        foreach (var (evseId, condition) in conditions)
        {
            var segments = ImmutableArray.CreateBuilder<EvseSegment>();
            foreach (var evse in Evses)
            {
                if (evse.EvseId == evseId)
                {
                    segments.AddRange(evse.Segments.Where(segment => segment.To > begin).Select(segment => segment.From < begin ? segment with { From = begin } : segment));
                }
            }

            if (segments.Count > 0 && segments[^1].Condition == condition)
            {
                segments[^1] = segments[^1] with { To = now };
            }
            else
            {
                segments.Add(new EvseSegment(condition, segments.Count > 0 ? segments[^1].To : begin > To ? begin : To, now));
            }

            evses.Add(new EvseDay(evseId, segments.ToImmutable()));
        }

        return new StationDay(begin, now, evses.ToImmutable());
    }
}
