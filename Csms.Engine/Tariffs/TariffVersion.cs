using Csms.Engine.Prices;

namespace Csms.Engine.Tariffs;

/// <summary>A version of a tariff as it was entered. Never changed and never removed: sessions were priced by it.</summary>
/// <param name="Tariff">Its prices.</param>
/// <param name="CreatedAt">When it was entered; UTC.</param>
/// <param name="Actor">By whom.</param>
public sealed record TariffVersion(Tariff Tariff, DateTimeOffset CreatedAt, string Actor);
