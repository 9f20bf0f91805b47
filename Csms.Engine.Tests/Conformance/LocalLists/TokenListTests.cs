using Csms.Engine.LocalLists;

namespace Csms.Engine.Tests.Conformance.LocalLists;

public sealed class TokenListTests
{
    [Theory]
    [InlineData("", "b")]
    [InlineData("b,d,f", "")]
    [InlineData("b,d,f", "a,c,g")]
    [InlineData("b,d,f", "D,f")]
    [InlineData("b,d,f", "h,b,a,b")]
    public void With_AFewMore_IsTheListOfAll(string these, string more)
    {
        var all = TokenList.Of([.. Entries(these, "1"), .. Entries(more, "2")]);
        var merged = TokenList.Of(Entries(these, "1")).With(Entries(more, "2"));
        Assert.Equal(all.Entries.ToArray(), merged.Entries.ToArray());
        Assert.Equal(all.Hash, merged.Hash);
        Assert.All(merged.Entries, entry => Assert.Equal(entry, merged.Find(entry.IdToken)));
        Assert.Null(merged.Find("e"));
    }

    private static IEnumerable<ListEntry> Entries(string tokens, string info) => tokens.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(token => new ListEntry(token, "Central", info));
}
