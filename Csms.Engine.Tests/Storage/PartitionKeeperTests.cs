using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Tests.Storage;

public sealed class PartitionKeeperTests
{
    private const string InsertFrame = "INSERT INTO csms.frames (at, station_key, direction, message_type, action, message_id, payload) VALUES ($1, 1, 0, 2, 'Heartbeat', 'm', '{}')";

    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero); // a Wednesday

    [Theory]
    [InlineData("frames", "frames_20260303 frames_20260304 frames_20260305 frames_20260306 frames_20260307 frames_20260308")]
    [InlineData("meter_values", "meter_values_20260202 meter_values_20260209 meter_values_20260216 meter_values_20260223 meter_values_20260302 meter_values_20260309 meter_values_20260316")]
    [InlineData("evse_states", "evse_states_20260301 evse_states_20260401")]
    public void Wanted_Table_GivesPiecesAroundNow(string table, string expected) =>
        Assert.Equal(expected, string.Join(' ', Table(table).Wanted(Now).Select(x => x.Name)));

    [Theory]
    [InlineData("frames_20260202", false)] // ends exactly 29.5 days ago
    [InlineData("frames_20260201", true)]
    [InlineData("frames_default", false)]
    [InlineData("meter_values_20000103", false)]
    public void IsExpired_Piece_OnlyWhenWhollyBeyondRetention(string partition, bool expected) =>
        Assert.Equal(expected, Table("frames").IsExpired(partition, Now));

    [Fact]
    public async Task Keep_RowsInTheDefaultPartition_MoveIntoTheirOwn()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var crazy = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var at in new[] { Now, Now, Now.AddYears(30), crazy.AddYears(40) }) await database.ExecuteAsync(InsertFrame, at);

        await Keeper(database, Now, 0).KeepAsync(default);
        await database.ExecuteAsync(InsertFrame, Now);

        Assert.Equal(
            [["frames_20260304", 3L], ["frames_default", 2L]],
            await database.RowsAsync("SELECT c.relname::text, count(*) FROM csms.frames f JOIN pg_class c ON c.oid = f.tableoid GROUP BY 1 ORDER BY 1"));
    }

    [Fact]
    public async Task Keep_AfterTheRetention_DropsOldPiecesAndOldRowsOfTheDefault()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await Keeper(database, Now, 30).KeepAsync(default);
        await database.ExecuteAsync(InsertFrame, Now);
        await database.ExecuteAsync(InsertFrame, Now.AddYears(-5));

        await Keeper(database, Now.AddDays(40), 30).KeepAsync(default);

        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM csms.frames"));
        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('csms.frames_20260304') IS NULL"));
        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('csms.frames_20260413') IS NOT NULL"));
    }

    [Fact]
    public async Task Keep_FourNodesAtOnce_MakesEachPieceOnce()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Keeper(database, Now, 30).KeepAsync(default)));

        Assert.Equal(7L, await database.ScalarAsync<long>("SELECT count(*) FROM pg_inherits WHERE inhparent = 'csms.frames'::regclass"));
    }

    private static PartitionedTable Table(string name) => PartitionKeeper.Tables(new RetentionOptions()).Single(x => x.Name == name);

    private static PartitionKeeper Keeper(TestDatabase database, DateTimeOffset now, int days) =>
        new(database.DataSource, Options.Create(new RetentionOptions { FramesDays = days }), new ManualTime(now), NullLogger<PartitionKeeper>.Instance);
}
