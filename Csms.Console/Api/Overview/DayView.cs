using Csms.Engine.LiveView;

namespace Csms.Console.Api.Overview;

/// <summary>What the day has brought so far, and the same part of the same weekday before.</summary>
/// <param name="EnergyWh">Energy, with that of running sessions.</param>
/// <param name="EnergyWhBefore">The same a week before.</param>
/// <param name="Started">Sessions that began.</param>
/// <param name="StartedBefore">The same a week before.</param>
/// <param name="Authorised">Of those that began, with an accepted token.</param>
/// <param name="EnergyFlowed">Of those, with energy.</param>
/// <param name="InReview">Sessions that wait for a decision, of any day.</param>
/// <param name="OldestReview">Start of the oldest of them.</param>
internal sealed record DayView(double EnergyWh, double EnergyWhBefore, int Started, int StartedBefore, int Authorised, int EnergyFlowed, int InReview, DateTimeOffset? OldestReview)
{
    public static DayView Of(DayFigures day) => new(day.EnergyWh, day.EnergyWhBefore, day.Started, day.StartedBefore, day.Authorised, day.EnergyFlowed, day.InReview, day.OldestReview);
}
