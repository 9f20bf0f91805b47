using System.Collections.Immutable;

namespace Csms.Engine.Tariffs;

/// <summary>What a tariff shall be.</summary>
/// <param name="Name">For people.</param>
/// <param name="SiteId">Only for stations of this site; null: of the whole network.</param>
/// <param name="Groups">Token groups whose drivers pay it.</param>
/// <param name="Retired">Not for sessions that begin from then on.</param>
/// <param name="Body">TariffType of OCPP 2.1 (JSON), checked; one that says the same as the newest version makes no new one.</param>
public sealed record TariffWish(string Name, string? SiteId, ImmutableArray<string> Groups, bool Retired, string Body);
