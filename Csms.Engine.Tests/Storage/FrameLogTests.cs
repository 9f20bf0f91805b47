using Csms.Engine.Gateway;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp;
using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Engine.Tests.Storage;

public sealed class FrameLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WriteBehindLimits Small = new(TimeSpan.FromMilliseconds(20), 4 * 1024, 64 * 1024, TimeSpan.FromMilliseconds(20));

    [Fact]
    public async Task List_ExchangeInOneRow_GivesTwoFrames()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = await StartAsync(database);
        Append(log, 0, "m1", answered: true);

        var page = await new FrameLogReader(database.DataSource, log).ListAsync(new(1, NewestFirst: false), default);

        Assert.Collection(page.Items,
            x => Assert.Equal((Start, true, 2, "Heartbeat", "m1", "{\"n\":0}"), (x.At, x.FromStation, x.MessageType, x.Action, x.MessageId, x.Payload)),
            x => Assert.Equal((Start.AddMilliseconds(3), false, 3, "Heartbeat", "m1", "{\"ok\":0}"), (x.At, x.FromStation, x.MessageType, x.Action, x.MessageId, x.Payload)));
        Assert.Equal([Statement.Of(FrameNote.UnknownMember, "extra")], page.Items[0].Notes);
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 7)]
    [InlineData(false, 1)]
    [InlineData(false, 7)]
    public async Task List_PageByPage_GivesEveryFrameOnceInOrder(bool newestFirst, int limit)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = await StartAsync(database);
        // Answers come 3 ms after their request, requests every millisecond: they interleave.
        for (var i = 0; i < 20; i++) Append(log, i, $"m{i}", answered: i % 4 != 0);
        var reader = new FrameLogReader(database.DataSource, log);

        var seen = new List<LoggedFrame>();
        FrameCursor? cursor = null;
        do
        {
            var page = await reader.ListAsync(new(1, NewestFirst: newestFirst, Cursor: cursor, Limit: limit), default);
            seen.AddRange(page.Items);
            cursor = page.Next is { } next && FrameCursor.TryParse(next.ToString(), out var read) ? read : null;
            Assert.Equal(page.Next, cursor);
            if (page.Next is null) cursor = null;
        }
        while (cursor is not null);

        Assert.Equal(35, seen.Count);
        Assert.Equal(35, seen.Select(x => (x.MessageId, x.FromStation)).Distinct().Count());
        Assert.Equal(newestFirst ? seen.OrderByDescending(x => x.At).Select(x => x.At) : seen.OrderBy(x => x.At).Select(x => x.At), seen.Select(x => x.At));
    }

    [Fact]
    public async Task List_Filters_LimitToTimeDirectionAndStation()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = await StartAsync(database);
        for (var i = 0; i < 10; i++) Append(log, i, $"m{i}", answered: true);
        Append(log, 5, "other", answered: true, station: 2);
        var reader = new FrameLogReader(database.DataSource, log);

        var window = await reader.ListAsync(new(1, From: Start.AddMilliseconds(4), To: Start.AddMilliseconds(6), NewestFirst: false), default);
        var outgoing = await reader.ListAsync(new(1, FromStation: false), default);
        var none = await reader.ListAsync(new(1, Action: "BootNotification"), default);

        Assert.Equal(["m1", "m4", "m2", "m5"], window.Items.Select(x => x.MessageId));
        Assert.Equal(10, outgoing.Items.Count);
        Assert.Empty(none.Items);
    }

    [Fact]
    public async Task Append_UnreadableFrame_IsKeptWhole()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = await StartAsync(database);
        log.Append(new FrameRecord { Station = StationId.Parse("CP1"), StationKey = 1, FromStation = true, At = Start, Payload = "[2,\"broken\0"u8 });

        var frame = Assert.Single((await new FrameLogReader(database.DataSource, log).ListAsync(new(1), default)).Items);

        Assert.Equal((0, "", "", "[2,\"broken"), (frame.MessageType, frame.Action, frame.MessageId, frame.Payload));
    }

    [Fact]
    public async Task Append_FromManyThreads_LosesNothing()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = await StartAsync(database, Small with { TotalBytes = 64 * 1024 * 1024 });

        Parallel.For(0, 8, station =>
        {
            for (var i = 0; i < 2_000; i++) Append(log, i, $"m{i}", answered: true, station: station);
        });
        await log.FlushAsync(default);

        Assert.Equal(16_000L, await database.ScalarAsync<long>("SELECT count(*) FROM csms.frames"));
        Assert.Equal(0, log.DroppedRows);
    }

    [Fact]
    public async Task DatabaseAway_HoldsABoundedAmountAndGoesOnAfter()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = await StartAsync(database, Small);
        // Stands for a server that refuses: 53 is "out of resources", which passes.
        await database.ExecuteAsync("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$");
        await database.ExecuteAsync("CREATE TRIGGER refuse BEFORE INSERT ON csms.frames_default FOR EACH ROW EXECUTE FUNCTION refuse()");
        for (var i = 0; i < 5_000; i++) Append(log, i, $"m{i}", answered: false);
        await log.FlushAsync(default);
        Assert.InRange(log.DroppedRows, 1, 4_999);

        await database.ExecuteAsync("DROP TRIGGER refuse ON csms.frames_default");
        Append(log, 9_999, "last", answered: false);
        await Eventually.TrueAsync(async () => await database.ScalarAsync<string>("SELECT message_id FROM csms.frames ORDER BY at DESC LIMIT 1") == "last", "the newest frame is written");

        Assert.Equal(5_001L, await database.ScalarAsync<long>("SELECT count(*) FROM csms.frames") + log.DroppedRows);
    }

    [Fact]
    public async Task Stop_WritesWhatIsLeft()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = await StartAsync(database, Small with { Interval = TimeSpan.FromHours(1) });
        Append(log, 0, "m1", answered: true);

        await log.StopAsync(default);

        Assert.Equal(1L, await database.ScalarAsync<long>("SELECT count(*) FROM csms.frames"));
    }

    private static async Task<FrameLog> StartAsync(TestDatabase database, WriteBehindLimits? limits = null)
    {
        var log = limits is null
            ? new FrameLog(database.DataSource, TimeProvider.System, NullLogger<FrameLog>.Instance)
            : new FrameLog(database.DataSource, TimeProvider.System, NullLogger<FrameLog>.Instance, limits);
        await log.StartAsync(default);
        return log;
    }

    private static void Append(FrameLog log, int millisecond, string id, bool answered, int station = 1)
    {
        var at = Start.AddMilliseconds(millisecond);
        log.Append(new FrameRecord
        {
            Station = StationId.Parse("CP1"),
            StationKey = station,
            FromStation = true,
            At = at,
            Type = OcppMessageType.Call,
            Action = "Heartbeat",
            MessageId = id,
            Payload = System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{millisecond}}}"),
            AnsweredAt = answered ? at.AddMilliseconds(3) : null,
            AnswerType = answered ? OcppMessageType.CallResult : null,
            AnswerPayload = System.Text.Encoding.UTF8.GetBytes($"{{\"ok\":{millisecond}}}"),
            Notes = millisecond == 0 ? [Statement.Of(FrameNote.UnknownMember, "extra")] : null,
        });
    }
}
