using Csms.Engine.LiveView;

namespace Csms.Console.Api.Stations;

/// <summary>A station came or went.</summary>
/// <param name="At">When, by our clock.</param>
/// <param name="Online">It was there from then on.</param>
/// <param name="Reason">Why it went; null: not known.</param>
internal sealed record LinkChangeView(DateTimeOffset At, bool Online, string? Reason)
{
    public static LinkChangeView Of(LinkPeriod period) => new(period.At, period.Online, period.Reason?.ToString());
}
