using Csms.Engine.Units;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>Something that is wrong with a tariff, and where.</summary>
/// <param name="Member">Path in TariffType, for example energy.prices[0].conditions.startTimeOfDay.</param>
/// <param name="Fault">What.</param>
/// <param name="FromStation">The station says so itself, perhaps of long ago: whoever knows better may send it all the same.</param>
public sealed record TariffFinding(string Member, Statement<TariffFault> Fault, bool FromStation);
