namespace Csms.Engine.Incidents.Notifications;

/// <summary>Hours of every day in which a channel keeps its notices back.</summary>
/// <param name="From">First minute, wall clock of the zone.</param>
/// <param name="To">First minute after; before <paramref name="From"/> the span goes over midnight.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="CriticalPasses">Critical incidents are told all the same.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, string TimeZone, bool CriticalPasses)
{
    /// <summary>When the quiet hours that <paramref name="now"/> lies in end; null when it lies in none. Pure.</summary>
    public DateTimeOffset? EndAfter(DateTimeOffset now)
    {
        if (From == To || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone))
        {
            return null;
        }

        var local = TimeZoneInfo.ConvertTime(now, zone);
        var clock = TimeOnly.FromDateTime(local.DateTime);
        if (!clock.IsBetween(From, To))
        {
            return null;
        }

        var end = local.Date + To.ToTimeSpan();
        if (end <= local.DateTime)
        {
            end = end.AddDays(1);
        }

        while (zone.IsInvalidTime(end))
        {
            end = end.AddMinutes(15); // the clocks go forward over it
        }

        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
