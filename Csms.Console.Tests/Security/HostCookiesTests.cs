using Csms.Console.Security;
using Microsoft.AspNetCore.Http;

namespace Csms.Console.Tests.Security;

public sealed class HostCookiesTests
{
    [Theory]
    [InlineData("https", "__Host-csms=value; path=/; secure")]
    [InlineData("http", "csms=value; path=/console")]
    public void Cookie_OfTheHost_IsNamedAndHeldByTheScheme(string scheme, string expected)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme } };
        new HostCookies().AppendResponseCookie(context, "csms", "value", new CookieOptions { Path = "/console" });
        Assert.Equal(expected, context.Response.Headers.SetCookie.ToString());
    }

    [Fact]
    public void Cookie_OfAnEarlierPlainSignIn_IsNotTakenOverHttps()
    {
        var context = new DefaultHttpContext { Request = { Scheme = "https" } };
        context.Request.Headers.Cookie = "csms=planted";
        Assert.Null(new HostCookies().GetRequestCookie(context, "csms"));
        context.Request.Headers.Cookie = "csms=planted; __Host-csms=ours";
        Assert.Equal("ours", new HostCookies().GetRequestCookie(context, "csms"));
    }

    [Fact]
    public void Cookie_Deleted_GoesUnderTheSameName()
    {
        var context = new DefaultHttpContext { Request = { Scheme = "https" } };
        context.Request.Headers.Cookie = "__Host-csms=ours";
        new HostCookies().DeleteCookie(context, "csms", new CookieOptions { Path = "/" });
        Assert.StartsWith("__Host-csms=; expires=", context.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }
}
