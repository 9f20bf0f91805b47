using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Sessions;

/// <summary>What the tests that play a session over a real socket have in common.</summary>
[Collection(EngineCollection.Name)]
public abstract class SessionTest(EngineHost host)
{
    /// <summary>Every version.</summary>
    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    /// <summary>The versions in which the station numbers its events.</summary>
    public static TheoryData<string> Versions2 { get; } = ["ocpp2.0.1", "ocpp2.1"];

    private protected EngineHost Host { get; } = host;

    /// <summary>Ten minutes ago, on the second: when the transactions of the tests begin.</summary>
    private protected DateTimeOffset T0 { get; } = new(DateTimeOffset.UtcNow.AddMinutes(-10).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private protected Task<ScriptedStation> BootAsync(string subprotocol, string? id = null) =>
        ScriptedStation.BootAsync(Host, id ?? EngineHost.NewStation(), subprotocol);

    private protected static TransactionScript Transaction(string subprotocol, int evse = 1, string token = EngineHost.Token) => new(subprotocol, evse, token);

    /// <summary>Starts the transaction and keeps its id.</summary>
    private protected static async Task StartAsync(ScriptedStation station, TransactionScript transaction, DateTimeOffset at, long wh) =>
        transaction.Answered(await station.CallAsync(transaction.Started(at, wh)));

    /// <summary>The kinds of a session's flags that are still open.</summary>
    private protected static IEnumerable<SessionFlagKind> Open(Session session) => session.Flags.Where(flag => flag.ResolvedAt is null).Select(flag => flag.Kind);

    /// <summary>A session without any doubt.</summary>
    private protected static void AssertSound(Session session, long energyWh)
    {
        Assert.Equal(energyWh, session.EnergyWh);
        Assert.DoesNotContain(session.Flags, flag => flag.IsOpenDoubt);
        Assert.Equal(SessionState.Completed, session.State);
    }

    /// <summary>An ended session that a person should look at, for this reason and with evidence.</summary>
    private protected static void AssertReview(Session session, SessionFlagKind kind, long? energyWh)
    {
        Assert.Equal(SessionState.Review, session.State);
        Assert.Contains(session.Flags, flag => flag.Kind == kind && flag.IsOpenDoubt && flag.Evidence.Code != FlagEvidence.AsSaid);
        Assert.Equal(energyWh, session.EnergyWh);
    }
}
