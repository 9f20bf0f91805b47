using System.Text.Json.Nodes;
using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Sessions;

/// <summary>Registers that misbehave, units, and clocks that cannot be believed.</summary>
public sealed class SessionRegisterTests(EngineHost host) : SessionTest(host)
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_BeginsAnew_IsCarriedOnAndFlagged(string version)
    {
        var session = await PlayAsync(version, 500_000, [500_400, 100, 300], 500);
        AssertReview(session, SessionFlagKind.RegisterReset, 400 + 500);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_RollsOver_IsCountedThroughAndFlagged(string version)
    {
        var session = await PlayAsync(version, 9_999_800, [9_999_900, 150], 300);
        AssertReview(session, SessionFlagKind.RegisterRollover, 500);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_JumpsBack_TheReadingIsSetAsideAndFlagged(string version)
    {
        var session = await PlayAsync(version, 500_000, [500_400, 500_300, 500_600], 500_900);
        AssertReview(session, SessionFlagKind.RegisterBackwards, 900);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_OneZeroInBetween_IsNotTwiceTheMeter(string version)
    {
        var session = await PlayAsync(version, 500_000, [500_400, 0, 500_600], 500_900);
        AssertReview(session, SessionFlagKind.RegisterBackwards, 900);
        Assert.Contains(session.Flags, flag => flag is { Kind: SessionFlagKind.RegisterReset, ResolvedAt: not null });
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_StopBelowTheLastSample_TheStopDecidesAndIsFlagged(string version)
    {
        var session = await PlayAsync(version, 500_000, [500_400, 500_600], 500_500);
        AssertReview(session, SessionFlagKind.RegisterBackwards, 500);
        Assert.Equal(500_500, session.MeterStopWh);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_StopBelowTheStart_IsNeverNegative(string version)
    {
        var session = await PlayAsync(version, 500_000, [500_400], 499_000);
        AssertReview(session, SessionFlagKind.RegisterBackwards, 400);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_ThousandTimesTooHigh_IsFlagged(string version)
    {
        var session = await PlayAsync(version, 500_000, [], 500_000_000);
        AssertReview(session, SessionFlagKind.PowerImplausible, 499_500_000);
    }

    [Theory]
    [InlineData("ocpp2.0.1", 22_000, 40_000, true)]  // 160 kW
    [InlineData("ocpp2.1", 22_000, 40_000, true)]
    [InlineData("ocpp2.1", 22_000, 5_700, false)]    // a little more than the EVSE gives: meters are not exact
    [InlineData("ocpp2.1", 22, 5_000, false)]        // told in kW under the name of W
    [InlineData("ocpp2.1", 22, 40_000, true, "kW")]
    [InlineData("ocpp2.1", 22, 5_000, false, "kW")]
    [InlineData("ocpp2.1", 75_000, 37_000, false, "W", 148_000.0)] // what it measures bears the register out: 75 kW were its share when it told them
    [InlineData("ocpp2.1", 75_000, 37_000, true, "W", 50_000.0)]
    public async Task Register_MoreThanTheEvseGives_IsFlagged(string version, int most, long energyWh, bool isFlagged, string unit = "W", double? measuredW = null)
    {
        await using var station = await BootAsync(version);
        await station.CallAsync(new("NotifyReport", (JsonObject)JsonNode.Parse($$$"""
            {"requestId":1,"seqNo":0,"generatedAt":"2026-01-01T00:00:00Z","reportData":[{"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"},
            "variableAttribute":[{"value":"0"}],"variableCharacteristics":{"dataType":"decimal","unit":"{{{unit}}}","maxLimit":{{{most}}},"supportsMonitoring":true} }]}
            """)!));
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 500_000);
        if (measuredW is { } watts)
        {
            await station.CallAsync(transaction.Sample(T0.AddMinutes(9), 500_000 + energyWh - 10).With(payload =>
                ((JsonArray)payload["meterValue"]![0]!["sampledValue"]!).Add(new JsonObject { ["value"] = watts, ["measurand"] = "Power.Active.Import", ["unitOfMeasure"] = new JsonObject { ["unit"] = "W" } })));
        }

        await station.CallAsync(transaction.Ended(T0.AddMinutes(10), 500_000 + energyWh));

        var session = await Host.OnlyAsync(station.Id);
        if (isFlagged) AssertReview(session, SessionFlagKind.PowerImplausible, energyWh);
        else AssertSound(session, energyWh);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_NoMeterShowsThis_IsSetAside(string version)
    {
        var session = await PlayAsync(version, 500_000, [long.MaxValue, -7], 500_900);
        AssertReview(session, SessionFlagKind.PowerImplausible, 900);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Register_InKilowattHours_IsWholeWattHours(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1234, "kWh"));
        Assert.Equal(234, Assert.Single(Host.State(station.Id).Sessions.Sessions).EnergyWh);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));

        AssertSound(await Host.OnlyAsync(station.Id), 500);
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.1")]
    public async Task Samples_UnknownMeasurandsAndSignedData_AreKeptAsWritten(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        var signed = "OCMF|{\"FV\":\"1.0\"}|{\"SD\":\"00\"}";
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200).With(payload =>
        {
            var samples = (JsonArray)payload["meterValue"]![0]!["sampledValue"]!;
            if (version == "ocpp1.6")
            {
                samples.Add(new JsonObject { ["value"] = "7", ["measurand"] = "Vendor.Thing" });
                samples.Add(new JsonObject { ["value"] = signed, ["format"] = "SignedData" });
            }
            else
            {
                samples.Add(new JsonObject { ["value"] = 7, ["measurand"] = "Vendor.Thing" });
                samples.Add(new JsonObject
                {
                    ["value"] = 1200,
                    ["signedMeterValue"] = new JsonObject { ["signedMeterData"] = signed, ["signingMethod"] = "", ["encodingMethod"] = "OCMF", ["publicKey"] = "" },
                });
            }
        }));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        var raw = await Host.Database.RowsAsync("SELECT measurand, value FROM csms.raw_samples WHERE session_id = $1 ORDER BY measurand", session.Id.Value);
        Assert.Contains(raw, row => (string?)row[0] == "Vendor.Thing" && (string?)row[1] == "7");
        Assert.Contains(raw, row => (string?)row[1] == signed);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Clock_AtTheEpoch_IsCorrectedAndTheDurationStaysRight(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var lost = DateTimeOffset.UnixEpoch.AddSeconds(90);
        var before = DateTimeOffset.UtcNow;
        await StartAsync(station, transaction, lost, 1000);
        await station.CallAsync(transaction.Sample(lost.AddMilliseconds(1), 1200));
        // An end never lies after its own arrival: enough is said in between that this one has time to be 2 ms later.
        for (var beat = 0; beat < 40; beat++) await station.CallAsync(new ScriptedMessage("Heartbeat", []));
        await station.CallAsync(transaction.Ended(lost.AddMilliseconds(2), 1500));

        var session = await Host.OnlyAsync(station.Id);
        AssertReview(session, SessionFlagKind.ClockWrong, 500);
        Assert.InRange(session.StartedAt, before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal(TimeSpan.FromMilliseconds(2), session.EndedAt - session.StartedAt);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Clock_InTheFuture_IsCorrected(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var ahead = DateTimeOffset.UtcNow.AddDays(400);
        await StartAsync(station, transaction, ahead, 1000);
        await station.CallAsync(transaction.Ended(ahead.AddMinutes(20), 1500));

        var session = await Host.OnlyAsync(station.Id);
        AssertReview(session, SessionFlagKind.ClockWrong, 500);
        Assert.True(session.EndedAt <= DateTimeOffset.UtcNow);
        Assert.True(session.EndedAt >= session.StartedAt);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Clock_SetBackDuringTheSession_TheEndIsNeverBeforeTheStart(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Ended(T0.AddHours(-3), 1500));

        var session = await Host.OnlyAsync(station.Id);
        AssertReview(session, SessionFlagKind.ClockWrong, 500);
        Assert.Equal(session.StartedAt, session.EndedAt);
    }

    [Fact]
    public void Clock_BeforeItsBootLongAfterConnecting_IsDoubted()
    {
        var opened = T0;
        var boot = T0.AddMinutes(1);
        Assert.Null(StationClock.Doubt(T0.AddHours(-5), T0.AddMinutes(2), boot, opened));
        Assert.Equal(FlagEvidence.ClockBeforeBoot, StationClock.Doubt(T0.AddHours(-5), T0.AddHours(1), boot, opened)!.Code);
        Assert.Null(StationClock.Doubt(T0.AddMinutes(30), T0.AddHours(1), boot, opened));
    }

    private async Task<Session> PlayAsync(string version, long start, long[] samples, long stop)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, start);
        var at = T0;
        foreach (var sample in samples)
        {
            await station.CallAsync(transaction.Sample(at = at.AddMinutes(1), sample));
        }

        await station.CallAsync(transaction.Ended(at.AddMinutes(1), stop));
        return await Host.OnlyAsync(station.Id);
    }
}
