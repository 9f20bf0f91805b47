using Csms.Console.Lists;

namespace Csms.Console.Tests.Lists;

public sealed class ViewQueryTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("?state=offline&view=0192f000-0000-7000-8000-000000000001&q=", "state=offline")]
    [InlineData("?sort=-kw&q=A%26B&columns=site,kw", "columns=site,kw&q=A%26B&sort=-kw")]
    public void Of_AnAddress_IsOneTextWhateverItsOrder(string query, string kept) => Assert.Equal(kept, ViewQuery.Of(query));

    [Fact]
    public void Of_WithColumns_TakesThemUnlessTheAddressHasSome()
    {
        Assert.Equal("columns=a,b&q=x", ViewQuery.Of("?q=x", ["a", "b"]));
        Assert.Equal("columns=c&q=x", ViewQuery.Of("?q=x&columns=c", ["a", "b"]));
    }

    [Fact]
    public void FilterOf_AnotherOrderOrOtherColumns_IsTheSameFilter() =>
        Assert.Equal(ViewQuery.FilterOf("?q=x&state=offline"), ViewQuery.FilterOf("?columns=a&state=offline&sort=kw&q=x&view=0192f000-0000-7000-8000-000000000001"));
}
