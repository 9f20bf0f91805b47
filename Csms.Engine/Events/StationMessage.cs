namespace Csms.Engine.Events;

/// <summary>
/// What a station told or asked, in the words of OCPP 2.1 whatever it speaks. Made by a dialect, consumed by the station's actor.
/// A closed set: every kind is a sealed record of this namespace.
/// </summary>
public abstract record StationMessage;
