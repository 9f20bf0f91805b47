using Csms.Console.Pages.Account;

namespace Csms.Console.Tests.Security;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/stations?q=1", "/stations?q=1")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("stations", "/")]
    public void OrStart_OnlyLocalAddresses_AreKept(string? url, string expected) => Assert.Equal(expected, LocalUrl.OrStart(url));
}
