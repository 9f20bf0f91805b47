namespace Csms.Console.Api.Quirks;

/// <summary>A model of stations that shows a deviation.</summary>
/// <param name="Model">Vendor and model; null for stations that never booted.</param>
/// <param name="Stations">How many stations of it show it.</param>
/// <param name="Seen">In how many messages.</param>
/// <param name="LastAt">When last.</param>
internal sealed record QuirkModelView(string? Model, int Stations, long Seen, DateTimeOffset LastAt);
