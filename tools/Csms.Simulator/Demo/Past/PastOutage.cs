namespace Csms.Simulator.Demo.Past;

/// <summary>A time in which a station was not well.</summary>
/// <param name="Station">Which.</param>
/// <param name="EvseId">The EVSE that was faulted; null: the whole station had no link.</param>
/// <param name="From">Begin; UTC.</param>
/// <param name="To">End; UTC.</param>
public sealed record PastOutage(DemoStation Station, int? EvseId, DateTimeOffset From, DateTimeOffset To);
