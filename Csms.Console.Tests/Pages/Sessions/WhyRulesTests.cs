using System.Resources;
using Csms.Console.Controls;
using Csms.Console.Pages.Sessions;
using Csms.Console.Tests.Support;
using Csms.Console.Texts;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Metering;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Tests.Pages.Sessions;

/// <summary>The diagnosis of a session as a table: what is known, what is said.</summary>
public sealed class WhyRulesTests : ControlTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddMinutes(30);

    private static readonly Dictionary<string, SessionFacts> _cases = new()
    {
        ["unplugged while it charged"] = Facts(Ended("EVDisconnected", 5_000), power: 7_000),
        ["ended at the station"] = Facts(Ended("Local", 5_000), power: 7_000),
        ["the station gave no reason"] = Facts(Ended(null, 5_000), power: 7_000),
        ["the car stopped drawing first"] = Facts(Ended("EVDisconnected", 5_000), power: 7_000, states: [(5, "Charging", null), (20, "SuspendedEV", null)]),
        ["the car ended it"] = Facts(Ended("StoppedByEV", 5_000), power: 7_000),
        ["remote stop"] = Facts(Ended("Remote", 5_000), power: 7_000),
        ["unlocked"] = Facts(Ended("UnlockCommand", 5_000), power: 7_000),
        ["energy limit"] = Facts(Ended("EnergyLimitReached", 5_000), power: 7_000),
        ["vendor's own reason"] = Facts(Ended("Vendor", 5_000), power: 7_000),
        ["token refused"] = Facts(Ended("Local", 0) with { Verdict = AuthorizationStatus.Blocked }),
        ["deauthorised by the station"] = Facts(Ended("DeAuthorized", 0)),
        ["refused beats a fault"] = Facts(Ended("GroundFault", 0) with { Verdict = AuthorizationStatus.Invalid }),
        ["ground fault"] = Facts(Ended("GroundFault", 900), power: 7_000),
        ["faulted a minute before a harmless reason"] = Facts(Ended("Other", 900), power: 7_000, states: [(5, "Charging", null), (29, "Faulted", "GroundFailure")]),
        ["faulted long before the end"] = Facts(Ended("Local", 5_000), power: 7_000, states: [(2, "Faulted", "HighTemperature"), (5, "Charging", null)]),
        ["emergency stop"] = Facts(Ended("EmergencyStop", 900), power: 7_000),
        ["power loss"] = Facts(Ended("PowerLoss", 900), power: 7_000),
        ["reboot"] = Facts(Ended("Reboot", 900), power: 7_000),
        ["no cable in time"] = Facts(Ended("Timeout", 0)),
        ["car never drew"] = Facts(Ended("EVDisconnected", 0)),
        ["car never drew, no register at all"] = Facts(Ended("EVDisconnected", null)),
        ["a contactor test is no charge"] = Facts(Ended("EVDisconnected", 40)),
        ["held back by the station"] = Facts(Ended("EVDisconnected", 0), states: [(1, "SuspendedEVSE", null)]),
        ["nothing offered by the meter"] = Facts(Ended("EVDisconnected", 0), offered: 0, states: [(1, "SuspendedEVSE", null)]),
        ["limit of zero sent"] = Facts(Ended("EVDisconnected", 0), frames: [Profile("0")]),
        ["limit sent, but none of zero"] = Facts(Ended("EVDisconnected", 0), frames: [Profile("16.0")]),
        ["limit of zero, and then raised"] = Facts(Ended("EVDisconnected", 0), frames: [Profile("0"), Profile("16")]),
        ["stopped within a minute"] = Facts(Ended("Local", 0, seconds: 40)),
        ["stopped within a minute, energy flowed"] = Facts(Ended("Local", 400, seconds: 40), power: 40_000),
        ["closed by the next start"] = Facts(Closed(SessionFlagKind.ClosedByNewStart)),
        ["closed after the link was lost"] = Facts(Closed(SessionFlagKind.ClosedByNewStart), links: [(20, false)]),
        ["link was lost and back long before the close"] = Facts(Closed(SessionFlagKind.ClosedByAvailable), links: [(3, false), (6, true)]),
        ["runs and charges"] = Facts(Running(), power: 7_000, states: [(1, "Charging", null)]),
        ["runs, car pauses"] = Facts(Running(), states: [(1, "SuspendedEV", null)]),
        ["runs, station pauses"] = Facts(Running(), states: [(1, "SuspendedEVSE", null)]),
        ["runs, limit is zero"] = Facts(Running(), states: [(1, "SuspendedEVSE", null)], frames: [Profile("0.0")]),
        ["runs, faulted"] = Facts(Running(), states: [(1, "Faulted", "GroundFailure")]),
        ["runs, link lost"] = Facts(Running(), states: [(1, "Charging", null)], links: [(20, false)]),
        ["runs, done"] = Facts(Running(), states: [(1, "Charging", null), (20, "Finishing", null)]),
        ["runs, nothing yet"] = Facts(Running()),
    };

    [Theory]
    [InlineData("unplugged while it charged", "Why.Unplugged")]
    [InlineData("ended at the station", "Why.Local")]
    [InlineData("the station gave no reason", "Why.Local")]
    [InlineData("the car stopped drawing first", "Why.CarDone")]
    [InlineData("the car ended it", "Why.CarStopped")]
    [InlineData("remote stop", "Why.Remote")]
    [InlineData("unlocked", "Why.Unlocked")]
    [InlineData("energy limit", "Why.Limit")]
    [InlineData("vendor's own reason", "Why.Other")]
    [InlineData("token refused", "Why.Refused")]
    [InlineData("deauthorised by the station", "Why.Refused")]
    [InlineData("refused beats a fault", "Why.Refused")]
    [InlineData("ground fault", "Why.Fault")]
    [InlineData("faulted a minute before a harmless reason", "Why.Fault")]
    [InlineData("faulted long before the end", "Why.Local")]
    [InlineData("emergency stop", "Why.Emergency")]
    [InlineData("power loss", "Why.PowerLoss")]
    [InlineData("reboot", "Why.Reset")]
    [InlineData("no cable in time", "Why.Timeout")]
    [InlineData("car never drew", "Why.NeverDrew")]
    [InlineData("car never drew, no register at all", "Why.NeverDrew")]
    [InlineData("a contactor test is no charge", "Why.NeverDrew")]
    [InlineData("held back by the station", "Why.NeverOffered")]
    [InlineData("nothing offered by the meter", "Why.LimitZero")]
    [InlineData("limit of zero sent", "Why.LimitZero")]
    [InlineData("limit sent, but none of zero", "Why.NeverDrew")]
    [InlineData("limit of zero, and then raised", "Why.NeverDrew")]
    [InlineData("stopped within a minute", "Why.AtOnce")]
    [InlineData("stopped within a minute, energy flowed", "Why.Local")]
    [InlineData("closed by the next start", "Why.ClosedWithoutEnd")]
    [InlineData("closed after the link was lost", "Why.LinkLost")]
    [InlineData("link was lost and back long before the close", "Why.ClosedWithoutEnd")]
    [InlineData("runs and charges", "Why.Charging")]
    [InlineData("runs, car pauses", "Why.PausedByCar")]
    [InlineData("runs, station pauses", "Why.PausedByStation")]
    [InlineData("runs, limit is zero", "Why.LimitNow")]
    [InlineData("runs, faulted", "Why.Fault")]
    [InlineData("runs, link lost", "Why.Unreachable")]
    [InlineData("runs, done", "Why.Finishing")]
    [InlineData("runs, nothing yet", "Why.Waiting")]
    public void Of_WhatIsKnown_SaysWhy(string known, string rule) => Assert.Equal(rule, Story(known).Why.Rule);

    [Fact]
    public void Of_LimitOfZero_ProvesItWithTheFrame()
    {
        var why = Story("limit of zero sent").Why;
        Assert.Equal(WhyNext.Station, why.Next);
        Assert.Contains("SetChargingProfile", Assert.Single(why.Evidence).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_Rules_HaveATitleInBothLanguages()
    {
        var texts = new ResourceManager(typeof(SessionTexts));
        foreach (var language in new[] { "en", "de" })
            Assert.All(WhyRules.All, rule => Assert.False(string.IsNullOrEmpty(texts.GetString($"{rule.Key}.Title", new System.Globalization.CultureInfo(language))), rule.Key));
    }

    [Theory]
    [InlineData("""{"csChargingProfiles":{"chargingSchedule":{"chargingSchedulePeriod":[{"startPeriod":0,"limit":6.5},{"startPeriod":60,"limit":16}]}}}""", 16d)]
    [InlineData("""{"chargingProfile":{"chargingSchedule":[{"chargingSchedulePeriod":[{"startPeriod":0,"limit":0}]}]}}""", 0d)]
    [InlineData("""{"chargingProfile":{}}""", null)]
    [InlineData("no json", null)]
    public void HighestOf_Profile_IsItsHighestLimit(string payload, double? limit) => Assert.Equal(limit, ChargingLimit.HighestOf(payload));

    private SessionStory Story(string known) => new(_cases[known], new EngineWords(Services.GetRequiredService<IStringLocalizer<EngineTexts>>(), Services.GetRequiredService<Formats>()));

    private static Session Running() => new()
    {
        Id = new SessionId(7), StationId = StationId.Parse("CS-1"), EvseId = 1, TransactionId = "7", StartedAt = Start, ReceivedAt = Start, LastHeardAt = End, StartSeen = true,
    };

    private static Session Ended(string? reason, long? energyWh, int seconds = 1800) => (Running() with
    {
        EndedAt = Start.AddSeconds(seconds), EndSeen = true, StopReason = reason, FinalEnergyWh = energyWh,
    }).Settled();

    private static Session Closed(SessionFlagKind kind) => (Ended("Other", 900) with { EndSeen = false }).Flagged(kind, Statement.AsSaid<FlagEvidence>("closed"), End).Settled();

    private static LiveFrame Profile(string limit) => new(
        false, Start.AddMinutes(1), OcppMessageType.Call, "SetChargingProfile", "m1",
        """{"evseId":1,"chargingProfile":{"chargingSchedule":[{"chargingSchedulePeriod":[{"startPeriod":0,"limit":LIMIT}]}]}}""".Replace("LIMIT", limit, StringComparison.Ordinal),
        Start.AddMinutes(1), OcppMessageType.CallResult, """{"status":"Accepted"}""", null, null);

    private static SessionFacts Facts(
        Session session, double? power = null, double? offered = null, (int Minute, string Status, string? Error)[]? states = null, (int Minute, bool Online)[]? links = null, LiveFrame[]? frames = null) => new(
        session,
        [],
        new MeterSeries
        {
            Power = power is { } watts ? [new MeterPoint(Start.AddSeconds(20), watts)] : [],
            PeakW = power,
            Offered = offered is { } most ? [new MeterPoint(Start.AddMinutes(1), most)] : [],
        },
        [.. (states ?? []).Select(state => new PastEvseState(Start.AddMinutes(state.Minute), state.Status, state.Error))],
        [.. (links ?? []).Select(link => new PastLinkState(Start.AddMinutes(link.Minute), link.Online, null))],
        frames ?? [],
        Start.AddMinutes(-1),
        session.EndedAt is { } end ? end.AddMinutes(1) : End);
}
