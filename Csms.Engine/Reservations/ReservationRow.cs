namespace Csms.Engine.Reservations;

/// <summary>A reservation with its place in the list.</summary>
/// <param name="Number">Rises with every reservation.</param>
/// <param name="Reservation">The reservation.</param>
public sealed record ReservationRow(long Number, Reservation Reservation);
