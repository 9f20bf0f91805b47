using Csms.Simulator.Charging;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Simulator;

public sealed class VehicleTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(25, 75)]
    [InlineData(50, 50)]
    [InlineData(100, 50)]
    public void Curve_BetweenCorners_IsStraight(double soc, double kilowatts) =>
        Assert.Equal(kilowatts, new ChargingCurve(new(0, 100), new(50, 50)).PowerKwAt(soc), 6);

    [Theory]
    [InlineData(32, 3, 11_040)] // The on-board charger limits: 16 A on three phases.
    [InlineData(10, 3, 6_900)]
    [InlineData(5.9, 3, 0)] // Below 6 A there is nothing to draw.
    [InlineData(32, 1, 3_680)]
    public void Vehicle_OnAc_DrawsWhatCableAndChargerAllow(double amps, int phases, double watts) =>
        Assert.Equal(watts, VehicleCatalogue.Create("sedan").Draw(new PowerOffer(false, 22_080, amps, phases)).PowerW, 3);

    [Fact]
    public void Vehicle_AtTarget_DrawsNothing() =>
        Assert.Equal(0, VehicleCatalogue.Create("suv", soc: 80, targetSoc: 80).Draw(new PowerOffer(true, 150_000, 500, 3)).PowerW);

    [Fact]
    public void Vehicle_TakesEnergy_LessLosses()
    {
        var vehicle = VehicleCatalogue.Create("sedan", soc: 50);
        vehicle.Take(6_000, isDc: true);
        Assert.Equal(59.6, vehicle.Soc, 3);
    }

    [Fact]
    public void Profiles_HigherStackLevel_LeadsOnlyWhileItsScheduleLasts()
    {
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var store = new ChargingProfileStore();
        store.Install(Profile(1, 0, "TxDefaultProfile", start, null, (0, 16)));
        store.Install(Profile(2, 1, "TxDefaultProfile", start, 600, (0, 8), (300, 10)));
        store.Install(Profile(3, 0, "ChargingStationMaxProfile", start, null, (0, 14)));

        var schedule = store.Composite(1, start, TimeSpan.FromSeconds(900), "A", new ChargeLimit(22_080, 32), null, null, 3);

        Assert.Equal([(0, 8d), (300, 10d), (600, 14d)], schedule.Select(p => (p.StartSeconds, p.Limit)));
    }

    [Fact]
    public void Profiles_Daily_RepeatEachDay()
    {
        var start = new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero);
        var store = new ChargingProfileStore();
        store.Install(Profile(1, 0, "TxDefaultProfile", start, 3600, (0, 6)) with { Kind = "Recurring", Recurrency = "Daily" });

        Assert.Equal(6, store.LimitOf(1, start.AddDays(9).AddMinutes(30), start, null, 3).AmpsPerPhase);
        Assert.Equal(double.PositiveInfinity, store.LimitOf(1, start.AddDays(9).AddMinutes(90), start, null, 3).AmpsPerPhase);
    }

    [Fact]
    public void Clock_Speeded_RunsFasterFromTheSameInstant()
    {
        var inner = new StillClock();
        var clock = SpeededClock.Over(inner, 60);
        var before = clock.GetUtcNow();
        inner.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(TimeSpan.FromMinutes(2), clock.GetUtcNow() - before);
    }

    private static ChargingProfile Profile(int id, int level, string purpose, DateTimeOffset start, int? duration, params (int Start, double Limit)[] periods) => new()
    {
        Id = id,
        EvseId = purpose == "ChargingStationMaxProfile" ? 0 : 1,
        StackLevel = level,
        Purpose = purpose,
        Kind = "Absolute",
        Unit = "A",
        Start = start,
        DurationSeconds = duration,
        Periods = [.. periods.Select(p => new SchedulePeriod(p.Start, p.Limit, null))],
        Source = [],
    };

    private sealed class StillClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
