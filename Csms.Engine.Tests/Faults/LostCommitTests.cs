using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Faults;

/// <summary>A commit whose outcome nobody heard: the station gets no answer, repeats, and all counts once, whether it was stored or not.</summary>
public sealed class LostCommitTests(FaultHost host) : IClassFixture<FaultHost>
{
    public static TheoryData<string, bool> Cases { get; } = new()
    {
        { "ocpp1.6", false }, { "ocpp1.6", true },
        { "ocpp2.0.1", false }, { "ocpp2.0.1", true },
        { "ocpp2.1", false }, { "ocpp2.1", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task OutcomeUnknown_NoAnswerAndTheRepeatCountsOnce(string version, bool stored)
    {
        var t0 = DateTimeOffset.UtcNow.AddMinutes(-10);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var transaction = new TransactionScript(version, 1, EngineHost.Token);

        await FailAsync(transaction.Started(t0, 1000), answer => transaction.Answered(answer));
        await FailAsync(transaction.Sample(t0.AddMinutes(1), 1200), _ => { });
        await FailAsync(transaction.Ended(t0.AddMinutes(2), 1500), _ => { });

        var session = await host.OnlyAsync(station.Id);
        Assert.Equal((SessionState.Completed, 500L), (session.State, session.EnergyWh!.Value));
        Assert.Empty(session.Flags);
        Assert.Equal(transaction.TransactionId, session.TransactionId);
        Assert.Equal(version == "ocpp1.6" ? 1 : 3, await host.MeterRowsAsync(session));

        async Task FailAsync(ScriptedMessage message, Action<System.Text.Json.Nodes.JsonObject> answered)
        {
            var failed = host.Journal.Failed;
            host.Journal.FailNext(station.Id, stored);
            await station.SendAsync(message);
            await Eventually.TrueAsync(() => host.Journal.Failed > failed, "the commit fails");
            answered(await station.CallAsync(message)); // the first frame that comes is the answer to the repeat
        }
    }

    [Fact]
    public async Task OutcomeUnknown_TheNextMessageIsAboutASessionLongGone_IsNotAnOrphan()
    {
        var t0 = DateTimeOffset.UtcNow.AddHours(-9);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        ScriptedMessage? oldEnd = null;
        for (var round = 0; round < 7; round++)
        {
            var transaction = new TransactionScript("ocpp1.6", 1, EngineHost.Token);
            transaction.Answered(await station.CallAsync(transaction.Started(t0.AddHours(round), 1000)));
            var end = transaction.Ended(t0.AddHours(round).AddMinutes(5), 1100);
            oldEnd ??= end;
            await station.CallAsync(end);
        }

        var failed = host.Journal.Failed;
        host.Journal.FailNext(station.Id, commits: false);
        await station.SendAsync(new TransactionScript("ocpp1.6", 1, EngineHost.Token).Started(t0.AddHours(8), 1000));
        await Eventually.TrueAsync(() => host.Journal.Failed > failed, "the commit fails");
        await station.CallAsync(oldEnd!);

        Assert.Equal(7, (await host.StoredAsync(station.Id)).Count);
    }
}
