namespace Csms.Engine.Events;

/// <summary>A reservation has ended without being used, as the station tells it (2.x ReservationStatusUpdate, H03/H04; 1.6 has no such message).</summary>
/// <param name="ReservationId">Which.</param>
/// <param name="Status">Expired, Removed or NoTransaction, in the station's word.</param>
public sealed record ReservationStatusReported(int ReservationId, string Status) : StationMessage;
