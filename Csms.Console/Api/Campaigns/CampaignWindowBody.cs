using System.Globalization;
using Csms.Engine.Firmware;

namespace Csms.Console.Api.Campaigns;

/// <summary>Hours of the day; until before from goes over midnight.</summary>
/// <param name="From">Beginning, HH:mm.</param>
/// <param name="Until">End, HH:mm.</param>
internal sealed record CampaignWindowBody(string From, string Until)
{
    private const string Format = "HH:mm";

    public static CampaignWindowBody? Of(CampaignWindow? window) =>
        window is { } open ? new(open.From.ToString(Format, CultureInfo.InvariantCulture), open.Until.ToString(Format, CultureInfo.InvariantCulture)) : null;

    /// <summary>"22:30" as a time of day; null: it is none.</summary>
    public static TimeOnly? Time(string? text) => TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
