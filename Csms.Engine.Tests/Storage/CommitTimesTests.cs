using Csms.Engine.Storage;

namespace Csms.Engine.Tests.Storage;

public sealed class CommitTimesTests
{
    [Fact]
    public void Quantile_OfNothing_IsUnknown() => Assert.Null(new CommitTimes().Quantile(0.5));

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.95, 95)]
    [InlineData(1, 100)]
    public void Quantile_OfAHundred_IsTheOneAtThatPlace(double share, int milliseconds)
    {
        var times = new CommitTimes();
        foreach (var one in Enumerable.Range(1, 100).Reverse()) times.Add(TimeSpan.FromMilliseconds(one));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), times.Quantile(share));
    }

    [Fact]
    public void Quantile_AfterManyMore_ForgetsTheOldest()
    {
        var times = new CommitTimes();
        for (var i = 0; i < 10; i++) times.Add(TimeSpan.FromSeconds(9));
        for (var i = 0; i < 600; i++) times.Add(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(1), times.Quantile(1));
    }
}
