using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Engine.Tests.Storage;

public sealed class StateLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Status_SeveralOfOneConnector_HistoryKeepsAllAndTheLastIsCurrent()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var station = await database.AddStationAsync("CP1");
        await using var log = await StartAsync(database);

        foreach (var (status, second) in new[] { ("Available", 0), ("Occupied", 1), ("Faulted", 2) })
        {
            log.Status(new(station, 1, 1, Start.AddSeconds(second), Start.AddSeconds(second), status, "GroundFailure\0", null, "x"));
        }
        await log.FlushAsync(default);

        Assert.Equal(3L, await database.ScalarAsync<long>("SELECT count(*) FROM csms.evse_states"));
        var row = Assert.Single(await database.RowsAsync("SELECT station_key, evse_id, connector_id, status, error_code, info, vendor_error, status_at FROM csms.connectors"));
        Assert.Equal([station, (short)1, (short)1, "Faulted", "GroundFailure", null, "x", Start.AddSeconds(2).UtcDateTime], row);
    }

    [Fact]
    public async Task Status_StationDeletedMeanwhile_OthersAreStillWritten()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var station = await database.AddStationAsync("CP1");
        await using var log = await StartAsync(database);

        log.Status(new(station + 77, 1, 1, Start, Start, "Available"));
        log.Status(new(station, 1, 1, Start, Start, "Available"));
        await log.FlushAsync(default);

        Assert.Equal([station], (await database.RowsAsync("SELECT station_key FROM csms.connectors")).Select(x => (int)x[0]!));
    }

    [Fact]
    public async Task Link_OnlineThenOffline_BothStandInTheHistoryAndOnTheStation()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var station = await database.AddStationAsync("CP1");
        await using var log = await StartAsync(database);

        log.Link(station, Start, online: true, null);
        log.Link(station, Start.AddMinutes(1), online: false, "No pong for 60 s");
        await log.FlushAsync(default);

        Assert.Equal([[true, null], [false, "No pong for 60 s"]], await database.RowsAsync("SELECT online, reason FROM csms.link_states ORDER BY at"));
        var row = Assert.Single(await database.RowsAsync("SELECT last_connected_at, last_disconnected_at, disconnect_reason, last_seen_at FROM csms.stations"));
        Assert.Equal([Start.UtcDateTime, Start.AddMinutes(1).UtcDateTime, "No pong for 60 s", Start.UtcDateTime], row);
    }

    [Fact]
    public async Task Seen_ManyTimes_TheLatestIsWrittenAtTheStop()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var station = await database.AddStationAsync("CP1");
        await using var log = await StartAsync(database);

        for (var i = 0; i < 100; i++) log.Seen(station, Start.AddSeconds(i));
        await log.StopAsync(default);

        Assert.Equal(Start.AddSeconds(99).UtcDateTime, await database.ScalarAsync<DateTime>("SELECT last_seen_at FROM csms.stations"));
    }

    private static async Task<StateLog> StartAsync(TestDatabase database)
    {
        var log = new StateLog(database.DataSource, TimeProvider.System, NullLogger<StateLog>.Instance);
        await log.StartAsync(default);
        return log;
    }
}
