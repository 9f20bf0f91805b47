using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Sessions;

/// <summary>A text in the list of sessions: the store and what is in memory find the same.</summary>
public sealed class SessionSearchTests(EngineHost host) : SessionTest(host)
{
    [Fact]
    public async Task Text_ShortAtTheBeginning_LongerAnywhere_InStoreAndMemoryAlike()
    {
        await using var station = await BootAsync("ocpp2.0.1", $"zq_{EngineHost.NewStation()}");
        var transaction = Transaction("ocpp2.0.1");
        await StartAsync(station, transaction, T0, 0);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 500));
        var session = await Host.OnlyAsync(station.Id);
        (string Text, bool Found)[] texts =
        [
            ("ZQ", true), ("z", true), ("zq_", true), (station.Id[3..], true), (station.Id[1..4], true), (session.TransactionId![2..], true), (EngineHost.Token[1..4], true),
            ("q_", false), ("_", false), ("%", false), ("z%", false), ("zqx", false), (@"zq\", false),
        ];
        Assert.All(texts, text => Assert.Equal(text, (text.Text, new SessionText(text.Text).IsIn(session, tokens: true))));
        foreach (var (text, found) in texts)
        {
            var stored = await Host.Sessions.ListAsync(new SessionQuery { StationId = station.Id, Search = text }, CancellationToken.None);
            Assert.Equal((text, found), (text, stored.Count == 1));
        }

        Assert.False(new SessionText(EngineHost.Token[..2]).IsIn(session, tokens: false));
        Assert.Empty(await Host.Sessions.ListAsync(new SessionQuery { StationId = station.Id, Search = EngineHost.Token[..2], SearchTokens = false }, CancellationToken.None));
    }
}
