namespace Csms.Console.Api.Stations;

/// <summary>Power curve of an EVSE.</summary>
/// <param name="EvseId">From 1.</param>
/// <param name="Points">Oldest first.</param>
internal sealed record EvsePowerView(int EvseId, IReadOnlyList<PowerPointView> Points);
