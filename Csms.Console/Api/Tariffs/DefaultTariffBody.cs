namespace Csms.Console.Api.Tariffs;

/// <summary>Body of POST /api/v1/stations/{id}/tariffs.</summary>
/// <param name="EvseId">For which EVSE; 0, when nothing is said: for all.</param>
/// <param name="Tariff">The tariff.</param>
internal sealed record DefaultTariffBody(int? EvseId, TariffBody Tariff);
