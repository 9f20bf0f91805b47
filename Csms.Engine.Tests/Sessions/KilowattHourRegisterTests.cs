using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Sessions;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Sessions;

/// <summary>A register that counts kWh under the name of Wh is told by the power samples of the session, and by nothing less.</summary>
public sealed class KilowattHourRegisterTests(EngineHost host) : SessionTest(host)
{
    private const int Minutes = 50;

    private QuirkBook Book => Host.Services.GetRequiredService<QuirkBook>();

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.1")]
    public async Task Register_ThatCountsKilowattHours_IsFlaggedWithTheFigures_AndNothingIsMultiplied(string version)
    {
        await using var station = await BootAsync(version);
        var session = await PlayAsync(station, version, minute => 9_451, wh => 361 + ((long)wh / 1000));

        AssertReview(session, SessionFlagKind.RegisterInKilowattHours, 7);
        var evidence = session.Flags.Single(flag => flag.Kind == SessionFlagKind.RegisterInKilowattHours).Evidence;
        Assert.Equal(FlagEvidence.RegisterInKilowattHours, evidence.Code);
        await Eventually.TrueAsync(() => Book.Shows(StationId.Parse(station.Id), FrameNote.KilowattHourRegister), "the station shows the deviation");
        Assert.Equal(1, Book.Of(StationId.Parse(station.Id)).Single(quirk => quirk.Note == FrameNote.KilowattHourRegister).Seen); // once a session
        Assert.True(QuirkCatalogue.Find(FrameNote.KilowattHourRegister) is { IsMended: false, NeedsManyMessages: true });
    }

    [Fact]
    public async Task Register_InWattHours_IsSound()
    {
        await using var station = await BootAsync("ocpp1.6");
        var session = await PlayAsync(station, "ocpp1.6", minute => 9_451, wh => 361_000 + (long)wh);
        AssertSound(session, (long)(9_451 * Minutes / 60.0));
        Assert.False(Book.Shows(StationId.Parse(station.Id), FrameNote.KilowattHourRegister));
    }

    /// <summary>Watts of the samples, register at each in the form "first,each minute", minutes between samples, minutes in all, and whether it is proved.</summary>
    [Theory]
    [InlineData(9_451, 361, 1 / 6.35, 1, 50, true)]
    [InlineData(9_451, 361, 1 / 6.35, 1, 20, false)] // too little has flowed
    [InlineData(9_451, 361, 1 / 6.35, 15, 60, true)] // seldom, as many stations do
    [InlineData(9_451, 361, 1 / 6.35, 30, 120, false)] // nobody knows what was between them
    [InlineData(9_451, 361, 0, 1, 120, false)] // the register stands still
    [InlineData(9_451, 361_000, 157.5, 1, 120, false)] // Wh
    [InlineData(11_000, 361, 1, 1, 120, false)] // something else
    [InlineData(0, 361, 0.1, 1, 600, false)] // a car that waits; its station takes 6 Wh an hour
    [InlineData(9_451_000, 361, 157.5, 1, 120, false)] // mW as W: the samples are wrong, not the register
    [InlineData(150_000, 88_000, 2.5, 1, 10, true)] // a fast charger
    public void Witness_OfSamples_Proves(double watts, double first, double aMinute, int every, int minutes, bool proved)
    {
        var witness = default(EnergyWitness);
        for (var minute = 0; minute <= minutes; minute += every) witness = witness.Read(watts, (long)(first + (minute * aMinute)), T0.AddMinutes(minute));
        Assert.Equal(proved, witness.ShowsKilowattHours);
    }

    [Fact]
    public void Witness_NeedsBothInOneSample_AndBeginsAnewWhenTheRegisterFalls()
    {
        var witness = default(EnergyWitness).Read(9_451, 361, T0);
        Assert.Equal(witness, witness.Read(null, 362, T0.AddMinutes(1)).Read(9_451, null, T0.AddMinutes(2)).Read(9_000, 361, T0.AddMinutes(-1)));
        Assert.Equal((0, 5), (witness.Read(9_451, 5, T0.AddMinutes(1)).Wh, witness.Read(9_451, 5, T0.AddMinutes(1)).FromWh));
    }

    /// <summary>A session of <see cref="Minutes"/> with a sample a minute, in frames like those of OpenEVSE/openevse_esp32_firmware #703.</summary>
    private async Task<Session> PlayAsync(ScriptedStation station, string version, Func<int, double> watts, Func<double, long> register)
    {
        var transaction = Transaction(version);
        var begin = T0.AddMinutes(10 - Minutes - 1);
        await StartAsync(station, transaction, begin, register(0));
        for (var minute = 0; minute <= Minutes; minute++)
        {
            var (at, power, wh) = (begin.AddMinutes(minute), watts(minute), register(watts(0) * minute / 60));
            await station.CallAsync(transaction.Sample(at, wh).With(payload =>
            {
                var samples = (JsonArray)payload["meterValue"]![0]!["sampledValue"]!;
                samples.Insert(0, version == "ocpp1.6"
                    ? new JsonObject { ["value"] = power.ToString(CultureInfo.InvariantCulture), ["context"] = "Sample.Periodic", ["measurand"] = "Power.Active.Import", ["unit"] = "W" }
                    : new JsonObject { ["value"] = power, ["measurand"] = "Power.Active.Import", ["unitOfMeasure"] = new JsonObject { ["unit"] = "W" } });
            }));
        }

        await station.CallAsync(transaction.Ended(begin.AddMinutes(Minutes), register(watts(0) * Minutes / 60)));
        return await Host.OnlyAsync(station.Id);
    }
}
