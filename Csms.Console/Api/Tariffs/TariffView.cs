using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Console.Api.OpenApi;
using Csms.Console.Tariffs;
using Csms.Engine.Tariffs;

namespace Csms.Console.Api.Tariffs;

/// <summary>A tariff by which sessions are priced, with its newest version.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="InForce">The version that applies to sessions that begin now; null: none, it is retired or its time has not come.</param>
/// <param name="Name">For people.</param>
/// <param name="SiteId">Only for stations of this site; null: of the whole network.</param>
/// <param name="Groups">Token groups whose drivers pay it.</param>
/// <param name="Retired">Not for sessions that begin from now on.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ValidFrom">The newest version applies to sessions that begin from then on; null: at once.</param>
/// <param name="Stations">How many stations name it, of those that the reader sees.</param>
/// <param name="Sites">How many sites name it, of those that the reader sees.</param>
/// <param name="Tokens">How many tokens name it; absent for readers without tokens.read.</param>
/// <param name="GroupTokens">How many tokens are in its groups; absent for readers without tokens.read.</param>
/// <param name="Deletable">Nobody was ever given it.</param>
/// <param name="Revision">Grows with every change of anything of it; PUT checks it where it is given.</param>
/// <param name="ChangedAt">When something of it was last changed.</param>
/// <param name="ChangedBy">By whom.</param>
/// <param name="Tariff">The newest version as it goes to OCPP 2.1 stations.</param>
internal sealed record TariffView(
    string Id, int Version, int? InForce, string Name, string? SiteId, IReadOnlyList<string> Groups, bool Retired, string Currency, DateTimeOffset? ValidFrom, int Stations, int Sites,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Tokens, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? GroupTokens,
    bool Deletable, long Revision, DateTimeOffset ChangedAt, string ChangedBy, [property: ShapedAs(typeof(TariffBody))] JsonElement Tariff)
{
    public static TariffView Of(TariffEntry entry, TariffUse use, bool withTokens, DateTimeOffset now)
    {
        var tariff = entry.Current.Tariff;
        return new(
            entry.Id, tariff.Version, entry.Retired ? null : entry.At(now)?.Tariff.Version, entry.Name, entry.SiteId, entry.Groups, entry.Retired, tariff.Currency, tariff.ValidFrom, use.Stations, use.Sites,
            withTokens ? use.Tokens : null, withTokens ? use.GroupTokens : null, !entry.EverAssigned, entry.Revision, entry.ChangedAt, entry.ChangedBy, JsonElement.Parse(tariff.Body));
    }
}
