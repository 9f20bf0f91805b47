namespace Csms.Engine.Firmware;

/// <summary>Hours of the day in which a campaign may begin an update, in the zone of each station's site. Pure.</summary>
/// <param name="From">Beginning, included.</param>
/// <param name="Until">End, not included; not later than the beginning: the window goes over midnight.</param>
public readonly record struct CampaignWindow(TimeOnly From, TimeOnly Until)
{
    /// <summary>Whether it is open at a time in a zone. The clock on the wall decides, also on the days on which it is changed.</summary>
    public bool IsOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        return From == Until || local.IsBetween(From, Until);
    }
}
