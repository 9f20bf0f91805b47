using Csms.Engine.Incidents.Notifications;

namespace Csms.Console.Api.Incidents;

/// <summary>Hours of every day in which a channel keeps its notices back.</summary>
/// <param name="From">HH:mm, wall clock of the zone.</param>
/// <param name="To">HH:mm; before from it goes over midnight.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="CriticalPasses">Critical incidents are told all the same; true when not named.</param>
internal sealed record QuietHoursView(string From, string To, string TimeZone, bool CriticalPasses)
{
    public const string Clock = "HH:mm";

    public static QuietHoursView Of(QuietHours quiet) =>
        new(quiet.From.ToString(Clock, System.Globalization.CultureInfo.InvariantCulture), quiet.To.ToString(Clock, System.Globalization.CultureInfo.InvariantCulture), quiet.TimeZone, quiet.CriticalPasses);
}
