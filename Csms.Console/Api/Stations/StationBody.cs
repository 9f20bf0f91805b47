namespace Csms.Console.Api.Stations;

/// <summary>Body of PUT /api/v1/stations/{id}. What it names is replaced, what it leaves out stays.</summary>
/// <param name="Name">For people, up to 100 characters.</param>
/// <param name="SiteId">Site it stands on; entered when it does not exist. null: none.</param>
/// <param name="Password">Basic password, 1 to 64 characters, 16 or more recommended; null removes it.</param>
/// <param name="SecurityProfile">The lowest at the handshake, 0 to 3.</param>
/// <param name="Registration">Accepted, Pending or Rejected; Accepted when new.</param>
/// <param name="TariffId">Tariff of sessions whose token has none, one of /tariffs; giving and taking it wants tariffs.write. Null: that of the site.</param>
/// <param name="Latitude">WGS 84, with the longitude: where it stands when not at the pin of its site. null: at its site.</param>
/// <param name="Longitude">WGS 84.</param>
internal sealed record StationBody(
    string? Name, string? SiteId, string? Password, int? SecurityProfile, string? Registration, string? TariffId, double? Latitude, double? Longitude);
