namespace Csms.Engine.Events.Charging;

/// <summary>A limit from a state of charge on (2.1 LimitAtSoCType).</summary>
/// <param name="SocPercent">From here on, percent.</param>
/// <param name="Limit">In the schedule's unit.</param>
public sealed record SocLimit(int SocPercent, decimal Limit);
