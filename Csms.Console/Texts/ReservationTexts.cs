namespace Csms.Console.Texts;

/// <summary>Words of reservations; marker of ReservationTexts.resx and ReservationTexts.de.resx.</summary>
public sealed class ReservationTexts;
