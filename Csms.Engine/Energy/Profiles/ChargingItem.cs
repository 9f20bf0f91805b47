namespace Csms.Engine.Energy.Profiles;

/// <summary>A row of what is kept of a station.</summary>
/// <param name="Kind">Which sort of thing.</param>
/// <param name="Item">Which of its sort.</param>
internal readonly record struct ChargingItem(string Kind, string Item);
