using Csms.Engine.LocalLists;
using Csms.Engine.Tests.Ocpp.Dialects;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Tests.LocalLists;

public sealed class WantedListsTests
{
    private readonly TokenDirectory _tokens = new(new RunningTokens(), Options.Create(new TokenOptions()));

    [Fact]
    public void Of_StationsThatTheSameTokensAreFor_IsMadeOnceForAllOfThem()
    {
        var depot = Enumerable.Range(1, 100).Select(number => $"DEPOT-{number}").ToList();
        _tokens.Put(new TokenEntry { IdToken = "EVERYWHERE" });
        _tokens.Put(new TokenEntry { IdToken = "BUS", OnlyAt = TokenPlaces.Of(depot) });
        _tokens.Put(new TokenEntry { IdToken = "TRUCK", OnlyAt = TokenPlaces.Of(depot.Select(station => $"{station}/2").Append("YARD-1/1").Append("YARD-2/2")) });
        var lists = new WantedLists(_tokens, TimeProvider.System);

        var wanted = depot.ConvertAll(station => Of(station));
        Assert.Single(wanted.Distinct(ReferenceEqualityComparer.Instance));
        Assert.Equal(["BUS", "EVERYWHERE", "TRUCK"], wanted[0].List.Entries.Select(entry => entry.IdToken));

        // Another EVSE of it, or fewer tokens: another list.
        Assert.Contains("\"evseId\":[1]", Of("YARD-1").List.Find("TRUCK")!.Info, StringComparison.Ordinal);
        Assert.Contains("\"evseId\":[2]", Of("YARD-2").List.Find("TRUCK")!.Info, StringComparison.Ordinal);
        Assert.Null(Of("YARD-2").List.Find("BUS"));
        Assert.Equal(["EVERYWHERE"], Of("ROAD-1").List.Entries.Select(entry => entry.IdToken));

        // What becomes of a token becomes of it on all of them.
        _tokens.Remove("BUS");
        Assert.Equal(["EVERYWHERE", "TRUCK"], Assert.Single(depot.ConvertAll(station => Of(station)).Distinct(ReferenceEqualityComparer.Instance).Cast<WantedList>()).List.Entries.Select(entry => entry.IdToken));

        WantedList Of(string station) => lists.Of(StationId.Parse(station), LocalListState.None, null, Dialect.ByName["2.1"]);
    }
}
