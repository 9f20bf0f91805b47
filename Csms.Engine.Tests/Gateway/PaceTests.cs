using Csms.Engine.Gateway;

namespace Csms.Engine.Tests.Gateway;

public sealed class PaceTests
{
    [Fact]
    public void Take_BurstThenRate_WaitsForWhatIsNotPaid()
    {
        var pace = default(Pace);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(pace.Take(now: 1000, interval: 10, burst: 5) <= 0);
        }

        Assert.Equal(10, pace.Take(1000, 10, 5));
        Assert.Equal(20, pace.Take(1000, 10, 5));
        Assert.True(pace.Take(1030, 10, 5) <= 0);
    }

    [Fact]
    public void Take_AfterSilence_BurstIsFullAgainButNotMore()
    {
        var pace = default(Pace);
        pace.Take(0, 10, 2);
        pace.Take(1_000_000, 10, 2);
        pace.Take(1_000_000, 10, 2);
        Assert.Equal(10, pace.Take(1_000_000, 10, 2));
    }
}
