using System.Collections.Immutable;
using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>
/// How well an EVSE was there for drivers within a span. Down is what was faulted or offline. Out of operation (ordered, or said by the station) is
/// excluded: it counts neither as down (so do reports to funders, 23 CFR 680.116(b)) nor, stricter than these, as up. What nobody knows does not count.
/// </summary>
/// <param name="EvseId">From 1.</param>
/// <param name="Known">Time of which something is known.</param>
/// <param name="Excluded">Out of operation.</param>
/// <param name="Faulted">Faulted.</param>
/// <param name="Offline">Without a link.</param>
/// <param name="Charging">Energy flowed.</param>
/// <param name="Outages">Each once, however its condition changed in it; oldest first.</param>
public sealed record Uptime(int EvseId, TimeSpan Known, TimeSpan Excluded, TimeSpan Faulted, TimeSpan Offline, TimeSpan Charging, ImmutableArray<Outage> Outages)
{
    /// <summary>Time down.</summary>
    public TimeSpan Down => Faulted + Offline;

    /// <summary>Share of the time that counts in which it was up, 0 to 1; null when no time counts.</summary>
    public double? Share => Known > Excluded ? 1 - Down / (Known - Excluded) : null;

    /// <summary>Share of the known time in which energy flowed, 0 to 1; null when nothing is known.</summary>
    public double? Used => Known > TimeSpan.Zero ? Charging / Known : null;

    /// <summary>Mean time between failures: time up for each outage; null without one.</summary>
    public TimeSpan? BetweenFailures => Outages.Length > 0 ? (Known - Excluded - Down) / Outages.Length : null;

    /// <summary>Mean time to repair: time down for each outage; null without one.</summary>
    public TimeSpan? ToRepair => Outages.Length > 0 ? Down / Outages.Length : null;

    /// <summary>Reckons it from what an EVSE did.</summary>
    public static Uptime Of(EvseDay evse)
    {
        ArgumentNullException.ThrowIfNull(evse);
        TimeSpan known = default, excluded = default, faulted = default, offline = default, charging = default;
        var outages = ImmutableArray.CreateBuilder<Outage>();
        Outage? open = null;
        foreach (var segment in evse.Segments)
        {
            var length = segment.To - segment.From;
            if (segment.Condition != EvseCondition.Unknown)
            {
                known += length;
            }

            switch (segment.Condition)
            {
                case EvseCondition.Unavailable: excluded += length; break;
                case EvseCondition.Faulted: faulted += length; break;
                case EvseCondition.Offline: offline += length; break;
                case EvseCondition.Charging: charging += length; break;
            }

            if (segment.Condition is EvseCondition.Faulted or EvseCondition.Offline)
            {
                open = open is null ? new Outage(evse.EvseId, segment.From, segment.To, true, segment.Condition, segment.Reason) : open with { To = segment.To };
            }
            else if (open is not null)
            {
                outages.Add(open with { GoesOn = false });
                open = null;
            }
        }

        if (open is not null)
        {
            outages.Add(open);
        }

        return new Uptime(evse.EvseId, known, excluded, faulted, offline, charging, outages.ToImmutable());
    }

    /// <summary>Outages of a whole station, newest first; one that all its EVSEs had at the same time is told once.</summary>
    public static IReadOnlyList<Outage> OutagesOf(IReadOnlyList<Uptime> evses)
    {
        ArgumentNullException.ThrowIfNull(evses);
        return
        [
            .. evses.SelectMany(evse => evse.Outages)
                .GroupBy(outage => (outage.From, outage.To, outage.Condition))
                .SelectMany(same => evses.Count > 1 && same.Count() == evses.Count ? [same.First() with { EvseId = null }] : same.AsEnumerable())
                .OrderByDescending(outage => outage.From).ThenBy(outage => outage.EvseId),
        ];
    }
}
