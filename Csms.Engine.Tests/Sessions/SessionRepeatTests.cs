using Csms.Engine.Sessions;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Sessions;

/// <summary>Messages that come twice: on one connection, after a reconnect, after a restart of the engine.</summary>
public sealed class SessionRepeatTests(EngineHost host) : SessionTest(host)
{
    [Theory]
    [UseCase("E13", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Repeat_EveryMessageUnderANewId_CountsOnceAndGetsTheFirstAnswer(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var start = transaction.Started(T0, 1000);

        var first = await station.CallAsync(start);
        var second = await station.CallAsync(start);
        transaction.Answered(first);
        var sample = transaction.Sample(T0.AddMinutes(1), 1200);
        await station.CallAsync(sample);
        await station.CallAsync(sample);
        var end = transaction.Ended(T0.AddMinutes(2), 1500);
        var ended = await station.CallAsync(end);
        var endedAgain = await station.CallAsync(end);
        await station.CallAsync(start);
        await station.CallAsync(sample);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(ended.ToJsonString(), endedAgain.ToJsonString());
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Empty(session.Flags);
        Assert.Equal(version == "ocpp1.6" ? 1 : 3, await Host.MeterRowsAsync(session));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Repeat_UnderTheSameId_CountsOnce(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var start = transaction.Started(T0, 1000);

        var first = await station.CallAsync(start, "same");
        var second = await station.CallAsync(start, "same");
        transaction.Answered(first);
        var end = transaction.Ended(T0.AddMinutes(2), 1500);
        await station.CallAsync(end, "end");
        await station.CallAsync(end, "end");

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        AssertSound(await Host.OnlyAsync(station.Id), 500);
    }

    [Theory]
    [UseCase("E11", "1.6", "2.0.1", "2.1")]
    [UseCase("E13", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Repeat_AfterReconnect_CountsOnce(string version)
    {
        var id = EngineHost.NewStation();
        var transaction = Transaction(version);
        var start = transaction.Started(T0, 1000);
        string first;
        await using (var station = await BootAsync(version, id))
        {
            var answer = await station.CallAsync(start);
            first = answer.ToJsonString();
            transaction.Answered(answer);
        }

        var sample = transaction.Sample(T0.AddMinutes(1), 1200);
        await using (var station = await BootAsync(version, id))
        {
            Assert.Equal(first, (await station.CallAsync(start)).ToJsonString());
            await station.CallAsync(sample);
        }

        var end = transaction.Ended(T0.AddMinutes(2), 1500);
        await using (var station = await ScriptedStation.ConnectAsync(Host, id, version))
        {
            await station.CallAsync(sample);
            await station.CallAsync(end);
        }

        await using (var station = await ScriptedStation.ConnectAsync(Host, id, version))
        {
            await station.CallAsync(end);
        }

        var session = await Host.OnlyAsync(id);
        AssertSound(session, 500);
        Assert.Empty(session.Flags);
        Assert.Equal(version == "ocpp1.6" ? 1 : 3, await Host.MeterRowsAsync(session));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Repeat_SampleSentWithoutWaiting_AnswersBothAndCountsOnce(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        var sample = transaction.Sample(T0.AddMinutes(1), 1200);

        for (var round = 0; round < 10; round++)
        {
            await station.SendAsync(sample);
        }

        for (var round = 0; round < 10; round++)
        {
            Assert.Equal(3, (int)(await station.ReadAsync())[0]!);
        }

        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Equal(version == "ocpp1.6" ? 1 : 3, await Host.MeterRowsAsync(session));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Repeat_OfASessionLongGone_IsFoundInTheStore(string version)
    {
        await using var station = await BootAsync(version);
        var old = Transaction(version);
        var start = old.Started(T0.AddHours(-9), 1000);
        var first = await station.CallAsync(start);
        old.Answered(first);
        var end = old.Ended(T0.AddHours(-9).AddMinutes(5), 1100);
        await station.CallAsync(end);
        for (var round = 0; round < 6; round++)
        {
            var next = Transaction(version);
            await StartAsync(station, next, T0.AddHours(-8 + round), 2000);
            await station.CallAsync(next.Ended(T0.AddHours(-8 + round).AddMinutes(5), 2001));
        }

        var again = await station.CallAsync(start);
        await station.CallAsync(end);

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(7, (await Host.StoredAsync(station.Id)).Count);
        AssertSound((await Host.StoredAsync(station.Id))[0], 100);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task SecondStop_WithOtherContent_TheFirstCountsAndAPersonIsAsked(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));

        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1900));

        var session = await Host.OnlyAsync(station.Id);
        AssertReview(session, SessionFlagKind.SecondStop, 500);
        Assert.Contains("1900", session.Flags[0].Evidence.ToString(), StringComparison.Ordinal);
        Assert.Equal(T0.AddMinutes(2), session.EndedAt);
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task SequenceNumber_UsedForTwoMessages_BothCountAndAPersonIsAsked(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));

        await station.CallAsync(transaction.Sample(T0.AddMinutes(2), 1400).With(payload => payload["seqNo"] = 1));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500).With(payload => payload["seqNo"] = 2));

        var session = await Host.OnlyAsync(station.Id);
        AssertReview(session, SessionFlagKind.SequenceReused, 500);
        Assert.Equal(4, await Host.MeterRowsAsync(session));
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Queue_ReplayedFromItsBeginning_RaisesNoDoubt(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var messages = new List<ScriptedMessage> { transaction.Started(T0, 1000) };
        messages.AddRange(Enumerable.Range(1, 40).Select(minute => transaction.Sample(T0.AddSeconds(minute * 5), 1000 + (minute * 10))));

        foreach (var message in messages.Concat(messages))
        {
            await station.CallAsync(message);
        }

        await station.CallAsync(transaction.Ended(T0.AddMinutes(5), 1500));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Equal(42, await Host.MeterRowsAsync(session));
    }
}
