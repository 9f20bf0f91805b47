namespace Csms.Simulator.Load;

/// <summary>What a load run measured. Times in milliseconds, counted from when a call was due.</summary>
/// <param name="Stations">Stations wanted.</param>
/// <param name="Connected">Stations connected and booted.</param>
/// <param name="ConnectSeconds">From the first dial to the last boot answer.</param>
/// <param name="Calls">Calls sent.</param>
/// <param name="Answered">Calls answered with CALLRESULT.</param>
/// <param name="Errors">Calls answered with CALLERROR.</param>
/// <param name="LostLinks">Links that ended during the run.</param>
/// <param name="CallsPerSecond">Answered calls a second.</param>
/// <param name="Latencies">By action.</param>
/// <param name="FirstFailure">Why the first station that failed did so.</param>
public sealed record LoadReport(int Stations, int Connected, double ConnectSeconds, long Calls, long Answered, long Errors, int LostLinks, double CallsPerSecond, IReadOnlyDictionary<string, LoadLatency> Latencies, string? FirstFailure);
