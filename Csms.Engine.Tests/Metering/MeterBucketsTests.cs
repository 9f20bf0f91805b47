using Csms.Engine.Events;
using Csms.Engine.Metering;

namespace Csms.Engine.Tests.Metering;

public sealed class MeterBucketsTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Thin_FewPoints_StayAsTheyAre()
    {
        var points = Points(20);
        Assert.Same(points, MeterBuckets.Thin(points, 10));
    }

    [Theory]
    [InlineData(1_000, 50)]
    [InlineData(100_000, 800)]
    public void Thin_ManyPoints_KeepsPeaksDipsEndsAndOrder(int count, int buckets)
    {
        var points = Points(count);
        points[count / 3] = points[count / 3] with { Value = 9_999 };
        points[count / 2] = points[count / 2] with { Value = -9_999 };
        var kept = MeterBuckets.Thin(points, buckets);
        Assert.InRange(kept.Count, buckets, (buckets * 2) + 2);
        Assert.Contains(kept, point => point.Value == 9_999);
        Assert.Contains(kept, point => point.Value == -9_999);
        Assert.Equal(points[0], kept[0]);
        Assert.Equal(points[^1], kept[^1]);
        Assert.Equal(kept.OrderBy(point => point.At), kept);
    }

    [Fact]
    public void Build_PhasesWithoutTotal_AreSummed()
    {
        var builder = new MeterSeriesBuilder();
        short[] kinds = [new MeterKind(Measurand.PowerActiveImport, Phase.L1).Code, new MeterKind(Measurand.PowerActiveImport, Phase.L2).Code, new MeterKind(Measurand.PowerActiveImport, Phase.L3).Code, new MeterKind(Measurand.SoC).Code];
        builder.Add(_start, kinds, [3_600, 3_700, 3_800, 41]);
        builder.Add(_start.AddHours(1), kinds, [3_600, 3_700, 3_800, 55]);
        var series = builder.Build(100);
        Assert.Equal([11_100, 11_100], series.Power.Select(point => point.Value));
        Assert.Equal(11_100, series.SampledWh);
        Assert.Equal([41, 55], series.Soc.Select(point => point.Value));
    }

    [Fact]
    public void Build_RegisterAlone_GivesPowerFromItsRise()
    {
        var builder = new MeterSeriesBuilder();
        short[] kinds = [new MeterKind(Measurand.EnergyActiveImportRegister).Code];
        builder.Add(_start, kinds, [1_000]);
        builder.Add(_start.AddMinutes(30), kinds, [6_000]);
        var series = builder.Build(100);
        Assert.True(series.PowerFromRegister);
        Assert.Equal(10_000, Assert.Single(series.Power).Value);
        Assert.Null(series.SampledWh);
    }

    private static List<MeterPoint> Points(int count) => [.. Enumerable.Range(0, count).Select(index => new MeterPoint(_start.AddSeconds(index), index % 7))];
}
