namespace Csms.Console.Api.Tariffs;

/// <summary>Body of PUT /api/v1/tariffs/{id}. What it names is replaced, what it leaves out stays.</summary>
/// <param name="Name">For people, 1 to 100 characters; the identity when new.</param>
/// <param name="SiteId">Only for stations of this site, and changed by who may there; null, and when new: of the whole network.</param>
/// <param name="Groups">Token groups whose drivers pay it; a group belongs to one tariff at most. Named by who has tariffs.write for the whole network.</param>
/// <param name="Retired">Not for sessions that begin from now on; false when new.</param>
/// <param name="Version">The version that was changed, 0: there was none; when it is not the newest any more the answer is 409. Left out: whichever there is.</param>
/// <param name="Revision">The revision that was changed; when anything was changed since, also name, site, groups or retired, the answer is 409. Left out: whichever there is.</param>
/// <param name="Reason">Why, for the audit log.</param>
/// <param name="Tariff">The prices; needed when new. Another text than the newest version's makes a new version; sessions that run keep theirs.</param>
internal sealed record TariffPutBody(string? Name, string? SiteId, IReadOnlyList<string>? Groups, bool? Retired, int? Version, long? Revision, string? Reason, TariffBody? Tariff);
