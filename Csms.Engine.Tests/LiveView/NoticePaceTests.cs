using Csms.Engine.LiveView;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.LiveView;

/// <summary>How often an open page is told that something changed.</summary>
public sealed class NoticePaceTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void Changes_FewAfterAQuietTime_AreToldAsTheyCome()
    {
        var told = Told(changeEvery: TimeSpan.FromMilliseconds(100), over: TimeSpan.FromMilliseconds(300));
        Assert.Equal([0, 100, 200], told);
    }

    [Fact]
    public void Changes_WithoutEnd_AreToldFiveTimesASecondAtAnEvenPace()
    {
        var told = Told(changeEvery: Step, over: TimeSpan.FromSeconds(10));
        Assert.InRange(told.Count, 50, 53);
        // Behind the first moments the pace is even: no bursts with pauses between them.
        Assert.All(told.Zip(told.Skip(1)).Where(pair => pair.First > 1000), pair => Assert.InRange(pair.Second - pair.First, 190, 210));
    }

    [Fact]
    public void Changes_TwoAtOnce_KeepTheShortestTimeBetweenThem()
    {
        var told = Told(changeEvery: Step, over: TimeSpan.FromMilliseconds(100));
        Assert.Equal([0, 50], told);
    }

    private static List<double> Told(TimeSpan changeEvery, TimeSpan over)
    {
        var time = new ManualTimeProvider();
        var pace = new NoticePace(time);
        var begin = time.GetUtcNow();
        var told = new List<double>();
        var waits = false;
        for (var at = TimeSpan.Zero; at < over; at += Step)
        {
            waits |= at.Ticks % changeEvery.Ticks == 0;
            if (waits && pace.IsItsTurn)
            {
                pace.Told();
                waits = false;
                told.Add((time.GetUtcNow() - begin).TotalMilliseconds);
            }

            time.Advance(Step);
        }

        return told;
    }
}
