namespace Csms.Console.Api.Stations;

/// <summary>Power curves of a station, from the samples of its sessions.</summary>
/// <param name="StationId">Whose.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC.</param>
/// <param name="StepSeconds">Points are at least so far apart.</param>
/// <param name="Evses">EVSEs that measured something.</param>
internal sealed record StationPowerView(string StationId, DateTimeOffset From, DateTimeOffset To, int StepSeconds, IReadOnlyList<EvsePowerView> Evses);
