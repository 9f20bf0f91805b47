namespace Csms.Simulator.Station;

/// <summary>A way to the CSMS (2.x NetworkConnectionProfileType).</summary>
/// <param name="Url">Endpoint without the identity.</param>
/// <param name="Profile">Security profile, 0 to 3.</param>
internal sealed record NetworkSlot(Uri Url, int Profile);
