namespace Csms.Console.Api.Tariffs;

/// <summary>Body of PUT /api/v1/sessions/{id}/tariff.</summary>
/// <param name="Tariff">The tariff; its currency is that of the tariff before it.</param>
internal sealed record SessionTariffBody(TariffBody Tariff);
