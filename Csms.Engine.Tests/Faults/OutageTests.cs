using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Faults;

/// <summary>PostgreSQL goes away under load and comes back.</summary>
public sealed class OutageTests(OutageHost host) : IClassFixture<OutageHost>
{
    private const int Stations = 12;
    private const int Rounds = 40;

    [Fact]
    public async Task DatabaseStopsAndComesBack_StationsWaitAndEverythingIsStoredOnce()
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
        using var outage = new SemaphoreSlim(0);
        var answered = 0;
        var driving = Enumerable.Range(0, Stations).Select(index => DriveAsync(index)).ToArray();
        await outage.WaitAsync();

        await host.StopDatabaseAsync();
        await Eventually.TrueAsync(async () => await ReadyAsync() == HttpStatusCode.ServiceUnavailable, "/readyz says that the database is away");
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/healthz"));
        var atRest = Volatile.Read(ref answered);
        await host.StartDatabaseAsync();

        var ids = await Task.WhenAll(driving);
        await Eventually.TrueAsync(async () => await ReadyAsync() == HttpStatusCode.OK, "/readyz says that all is well");
        Assert.True(answered > atRest);
        foreach (var id in ids)
        {
            var sessions = await host.StoredAsync(id);
            Assert.Equal(Rounds, sessions.Count);
            Assert.All(sessions, session => Assert.Equal((SessionState.Completed, 100L), (session.State, session.EnergyWh!.Value)));
            Assert.All(sessions, session => Assert.Empty(session.Flags));
        }

        Assert.Contains(host.Log.Lines, line => line.EventId == 2101);

        async Task<string> DriveAsync(int index)
        {
            var version = (index % 3) switch { 0 => "ocpp1.6", 1 => "ocpp2.0.1", _ => "ocpp2.1" };
            var id = EngineHost.NewStation();
            var station = await ScriptedStation.BootAsync(host, id, version);
            for (var round = 0; round < Rounds; round++)
            {
                var at = DateTimeOffset.UtcNow.AddSeconds(-10);
                var transaction = new TransactionScript(version, 1, EngineHost.Token);
                transaction.Answered(await InsistAsync(transaction.Started(at, 1000 + (round * 100))));
                await InsistAsync(transaction.Sample(at.AddSeconds(1), 1050 + (round * 100)));
                await InsistAsync(transaction.Ended(at.AddSeconds(2), 1100 + (round * 100)));
                if (Interlocked.Increment(ref answered) == Stations * 4)
                {
                    outage.Release();
                }
            }

            await station.DisposeAsync();
            return id;

            // As stations do: what was not answered in time is sent again.
            async Task<JsonObject> InsistAsync(ScriptedMessage message)
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await station.CallAsync(message);
                    }
                    catch (Exception e) when (attempt < 3 && e is OperationCanceledException or WebSocketException or InvalidOperationException)
                    {
                        await station.DisposeAsync();
                        station = await ScriptedStation.ConnectAsync(host, id, version);
                    }
                }
            }
        }

        async Task<HttpStatusCode> GetAsync(string path)
        {
            using var answer = await client.GetAsync(path);
            return answer.StatusCode;
        }

        Task<HttpStatusCode> ReadyAsync() => GetAsync("/readyz");
    }
}
