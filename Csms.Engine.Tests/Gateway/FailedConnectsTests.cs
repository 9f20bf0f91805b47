using System.Net;
using Csms.Engine.Gateway;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Tests.Gateway;

public sealed class FailedConnectsTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Address_OfOneIpv6Host_CountsAsOne()
    {
        var failed = Make(2);
        failed.Count(IPAddress.Parse("2001:db8::1"));
        failed.Count(IPAddress.Parse("2001:db8::2"));
        Assert.True(failed.IsBlocked(IPAddress.Parse("2001:db8::3")));
        Assert.False(failed.IsBlocked(IPAddress.Parse("2001:db8:0:1::3")));
    }

    [Fact]
    public void Addresses_MoreThanTheBound_ShareOneCount()
    {
        var failed = Make(3);
        for (var i = 0; i < 10_003; i++)
        {
            failed.Count(new IPAddress(0x01000000 + i));
        }

        Assert.True(failed.IsBlocked(new IPAddress(0x02000000)));
        Assert.False(failed.IsBlocked(new IPAddress(0x01000000)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(failed.IsBlocked(new IPAddress(0x02000000)));
    }

    private FailedConnects Make(int limit) => new(_time, Options.Create(new LimitsOptions { FailedConnectsPerMinute = limit }));
}
