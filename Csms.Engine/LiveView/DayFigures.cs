namespace Csms.Engine.LiveView;

/// <summary>What a day has brought so far, and the same part of the same weekday before.</summary>
/// <param name="EnergyWh">Energy of the day.</param>
/// <param name="EnergyWhBefore">Energy of the same part of the day a week before.</param>
/// <param name="Started">Sessions that began.</param>
/// <param name="StartedBefore">The same a week before.</param>
/// <param name="Authorised">Of these, with an accepted token.</param>
/// <param name="EnergyFlowed">Of these, with energy.</param>
/// <param name="InReview">Sessions that wait for a decision, of any day.</param>
/// <param name="OldestReview">Start of the oldest of them.</param>
public sealed record DayFigures(
    double EnergyWh,
    double EnergyWhBefore,
    int Started,
    int StartedBefore,
    int Authorised,
    int EnergyFlowed,
    int InReview,
    DateTimeOffset? OldestReview);
