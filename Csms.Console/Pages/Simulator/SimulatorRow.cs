using Csms.Console.Controls;

namespace Csms.Console.Pages.Simulator;

/// <summary>One EVSE of a simulated station, as its own side knows it.</summary>
/// <param name="StationId">The station.</param>
/// <param name="EvseId">Number of the EVSE.</param>
/// <param name="IsConnected">Whether the station's WebSocket is open.</param>
/// <param name="Undelivered">Messages that wait in the station.</param>
/// <param name="State">Its state.</param>
/// <param name="Fault">Error code; null: none.</param>
/// <param name="Vehicle">Kind of the plugged car; null: none.</param>
/// <param name="SocPercent">State of charge of the car, whole percent.</param>
/// <param name="PowerW">What it draws, W.</param>
/// <param name="HasTransaction">Whether a transaction runs.</param>
/// <param name="IsByHand">Whether a person has taken it from the simulated drivers.</param>
/// <param name="CanSwap">Whether the station has slots for batteries; told with its first EVSE.</param>
/// <param name="IsBusy">Whether something is being done to it from this page.</param>
internal sealed record SimulatorRow(
    string StationId, int EvseId, bool IsConnected, int Undelivered, EvState State, string? Fault, string? Vehicle, int SocPercent, double PowerW, bool HasTransaction, bool IsByHand, bool CanSwap, bool IsBusy = false)
{
    /// <summary>Key in a list.</summary>
    public string Key => $"{StationId}/{EvseId}";
}
