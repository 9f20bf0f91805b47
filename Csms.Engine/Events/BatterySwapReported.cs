namespace Csms.Engine.Events;

/// <summary>Batteries were put in or taken out at a swap station, or were not taken out in time (2.1 BatterySwap, S01 to S03).</summary>
/// <param name="RequestId">Joins what belongs to one swap; that of our RequestBatterySwap where one began it.</param>
/// <param name="Phase">What happened.</param>
/// <param name="Token">Who swaps.</param>
/// <param name="Batteries">Those put in, taken out, or offered and not taken.</param>
public sealed record BatterySwapReported(int RequestId, SwapPhase Phase, IdToken Token, IReadOnlyList<SwapBattery> Batteries) : StationMessage;
