namespace Csms.Engine.Events.Charging;

/// <summary>Answer to <see cref="DynamicScheduleAsked"/>.</summary>
/// <param name="Values">What counts now.</param>
public sealed record DynamicScheduleAnswer(DynamicValues Values) : StationAnswer;
