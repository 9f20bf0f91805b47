namespace Csms.Console.Api.Sites;

/// <summary>Body of PUT /api/v1/sites/{id}. What it names is replaced, what it leaves out stays.</summary>
/// <param name="Name">For people, 1 to 100 characters; the identity when new.</param>
/// <param name="TimeZone">IANA name, such as Europe/Berlin; UTC when new.</param>
/// <param name="Latitude">WGS 84, -90 to 90; null: none.</param>
/// <param name="Longitude">WGS 84, -180 to 180; null: none.</param>
/// <param name="Address">In one line; null: none.</param>
/// <param name="GridLimitW">What the grid connection carries, W; null: not known.</param>
/// <param name="EnergyTransfers">EnergyTransferModeEnumType of OCPP 2.1 that is allowed where a token says nothing; null or none: nothing is said.</param>
/// <param name="TariffId">Tariff of sessions whose token and station have none, one of /tariffs; giving and taking it wants tariffs.write. Null: none.</param>
/// <param name="PlansForCars">Cars that tell their needs (ISO 15118) get a charging profile; true when new.</param>
internal sealed record SiteBody(string? Name, string? TimeZone, double? Latitude, double? Longitude, string? Address, long? GridLimitW, IReadOnlyList<string>? EnergyTransfers, string? TariffId, bool? PlansForCars);
