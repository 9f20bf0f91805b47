using Csms.Simulator.Demo;
using Csms.Simulator.Demo.Past;

namespace Csms.Engine.Tests.Simulator;

/// <summary>The past that a demo network is given.</summary>
public sealed class PastPlanTests
{
    private static readonly DateTimeOffset Until = new(2026, 3, 30, 10, 17, 12, TimeSpan.Zero); // a day behind the change to summer time
    private static readonly DateTimeOffset From = Until.AddDays(-8);
    private static readonly PastPlan Plan = Make();

    [Fact]
    public void Sessions_OfAnEvse_FollowOneAnotherWithinTheSpan()
    {
        Assert.NotEmpty(Plan.Sessions);
        foreach (var own in Plan.Sessions.GroupBy(session => (session.Station.Id, session.EvseId)))
        {
            var before = From;
            foreach (var session in own)
            {
                Assert.InRange(session.PluggedAt, before, session.StartedAt);
                Assert.InRange(session.EndedAt, session.StartedAt, Until);
                before = session.EndedAt;
            }
        }
    }

    [Fact]
    public void Register_OfAnEvse_NeverGoesBack_AndNoEvseGivesMoreThanItCan()
    {
        foreach (var own in Plan.Sessions.GroupBy(session => (session.Station.Id, session.EvseId)))
        {
            var register = 0L;
            foreach (var session in own)
            {
                var at = session.StartedAt;
                var most = session.Station.Model.Evses[session.EvseId - 1].MaxW;
                Assert.True(session.EnergyWh <= most * (session.EndedAt - session.StartedAt).TotalHours + 1, $"{session.Station.Id} {session.EvseId} {session.EnergyWh} Wh in {session.EndedAt - session.StartedAt}");
                foreach (var reading in session.Readings)
                {
                    Assert.True(reading.RegisterWh >= register && reading.At >= at, $"{session.Station.Id} {session.EvseId} {reading}");
                    Assert.InRange(reading.PowerW, 0, (long)most);
                    (register, at) = (reading.RegisterWh, reading.At);
                }
                Assert.Equal(session.EndedAt, at);
            }
        }
    }

    [Fact]
    public void Power_ByMinute_AddsUpToTheEnergyOfTheSessions()
    {
        var minutes = PastPower.ByMinute(Plan).ToList();
        var network = minutes.Where(minute => minute.SiteCode.Length == 0).Sum(minute => minute.PowerW) / 60d;
        var sites = minutes.Where(minute => minute.SiteCode.Length > 0).Sum(minute => minute.PowerW) / 60d;
        Assert.Equal(network, sites, tolerance: 1);
        // A reading stands for whole minutes here and lies between them there.
        Assert.InRange(network / Plan.Sessions.Sum(session => session.EnergyWh), .97, 1.03);
    }

    [Fact]
    public void Past_OfTheSameSeed_IsTheSame()
    {
        Assert.Equal(
            Plan.Sessions.Select(session => (session.Station.Id, session.StartedAt, session.EnergyWh)),
            Make().Sessions.Select(session => (session.Station.Id, session.StartedAt, session.EnergyWh)));
    }

    private static PastPlan Make() =>
        PastPlan.Make(DemoPlan.Sites(24).SelectMany(site => site.Stations), From, Until, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
}
