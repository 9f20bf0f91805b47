using Csms.Engine.LiveView;
using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Engine.Tests.LiveView;

/// <summary>Past exchanges over a real log: page after page, and searched one span of time after the other.</summary>
public sealed class FrameHistoryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private FrameLog _log = null!;
    private FrameHistory _history = null!;

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync();
        _log = await StartAsync(_database);
        _history = new FrameHistory(_database.DataSource, _log);
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Span_OfALogWithGaps_GoesBackFromItsNewestExchangeToItsEnd()
    {
        await WriteAsync(1, 30, "late");
        await WriteAsync(1, 34, "later");
        await WriteAsync(1, 90, "first");
        await WriteAsync(2, 95, "of another");
        var query = new FrameHistoryQuery(1) { Search = "needle" };

        var newest = await _history.SpanAsync(query, default);
        Assert.Equal(new FrameSpan(Now.AddDays(-30) - FrameSearch.Span, false), newest);
        Assert.Equal(["late", "later"], await IdsAsync(query with { From = newest!.From }));
        var before = await _history.SpanAsync(query with { To = newest.From }, default);
        Assert.Equal(new FrameSpan(Now.AddDays(-90) - FrameSearch.Span, true), before);
        Assert.Equal(["first"], await IdsAsync(query with { From = before!.From, To = newest.From }));
        Assert.Null(await _history.SpanAsync(query with { To = before.From }, default));
    }

    [Fact]
    public async Task Span_WhoseOldestExchangeIsAsOldAsItIs_HoldsItOnce()
    {
        await WriteAsync(1, 0, "newest");
        await WriteAsync(1, FrameSearch.Span.TotalDays, "edge");

        var span = await _history.SpanAsync(new FrameHistoryQuery(1), default);

        Assert.Equal((Now - FrameSearch.Span, true), (span!.From, span.IsLast));
        Assert.Equal(["newest", "edge"], await IdsAsync(new FrameHistoryQuery(1) { From = span.From }));
        Assert.Empty(await IdsAsync(new FrameHistoryQuery(1) { To = span.From }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_PageByPage_GivesEachExchangeOnceAlsoThoseOfOneMoment(bool newestFirst)
    {
        for (var n = 0; n < 9; n++) await WriteAsync(1, n / 3, $"m{n}");
        var (seen, query) = (new List<string?>(), new FrameHistoryQuery(1) { NewestFirst = newestFirst, Limit = 2 });
        IReadOnlyList<LiveFrame> page;
        do
        {
            page = await _history.ReadAsync(query, default);
            seen.AddRange(page.Select(frame => frame.MessageId));
            query = query with { After = page.Count > 0 ? page[^1] : null };
        }
        while (page.Count == 2);

        string[] ordered = ["m2", "m1", "m0", "m5", "m4", "m3", "m8", "m7", "m6"];
        Assert.Equal(newestFirst ? ordered : ordered.Reverse(), seen);
    }

    private static async Task<FrameLog> StartAsync(TestDatabase database)
    {
        var log = new FrameLog(database.DataSource, TimeProvider.System, NullLogger<FrameLog>.Instance);
        await log.StartAsync(default);
        return log;
    }

    private async Task<IEnumerable<string?>> IdsAsync(FrameHistoryQuery query) => (await _history.ReadAsync(query, default)).Select(frame => frame.MessageId);

    private Task WriteAsync(int station, double daysAgo, string id) => _database.ExecuteAsync($$"""
        INSERT INTO csms.frames (at, station_key, direction, message_type, action, message_id, payload)
        VALUES ('{{Now.AddDays(-daysAgo):O}}', {{station}}, 0, 2, 'Heartbeat', '{{id}}', '{"note":"needle"}')
        """);
}
