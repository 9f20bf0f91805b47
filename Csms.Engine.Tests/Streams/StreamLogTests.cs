using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Streams;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.Streams;

/// <summary>The log of stream values: bounded while the store is away, paged by the value where it is read, its times those that can be.</summary>
public sealed class StreamLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Log_WhileTheStoreIsAway_HoldsABoundedAmount_AndCountsWhatItGaveUp()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Timeout=1;Username=nobody");
        await using var log = new StreamLog(nowhere, TimeProvider.System, NullLogger<StreamLog>.Instance, new WriteBehindLimits(TimeSpan.FromMilliseconds(20), 4 * 1024, 64 * 1024, TimeSpan.FromMilliseconds(20)));
        await log.StartAsync(CancellationToken.None);
        for (var message = 0; message < 200; message++) log.Append(1, 1, Enumerable.Range(0, 100).Select(value => new StreamValue(value, "21.5")), Start, Start);

        var health = log.Health("streams");
        Assert.True(health.HeldBytes < 2 * 64 * 1024, $"{health.HeldBytes} bytes are held");
        Assert.True(log.DroppedRows > 0);
        Assert.Equal(200 * 100, health.Rows + log.DroppedRows);
    }

    [Fact]
    public async Task Values_PageByPage_ComeOnceInOrder_AlsoOfTheSameInstant()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var log = new StreamLog(database.DataSource, TimeProvider.System, NullLogger<StreamLog>.Instance);
        await log.StartAsync(CancellationToken.None);
        log.Append(1, 4, Enumerable.Range(0, 25).Select(value => new StreamValue(value / 5, value.ToString(System.Globalization.CultureInfo.InvariantCulture))), Start, Start.AddSeconds(9));
        log.Append(1, 5, [new StreamValue(0, "other\0")], Start, Start);
        var reader = new StreamValueReader(database.DataSource, log);

        List<string> seen = [];
        ValueCursor? after = null;
        while (await reader.ValuesAsync(1, 4, null, null, after, 7, CancellationToken.None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(value => value.Value));
            Assert.True(ValueCursor.TryParse(ValueCursor.Of(page[^1]).ToString(), out var read));
            after = read;
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)), seen);
        Assert.Equal(10, (await reader.ValuesAsync(1, 4, Start.AddSeconds(1), Start.AddSeconds(3), null, 100, CancellationToken.None)).Count);
        Assert.Equal([9.5, 19.5], (await reader.CurveAsync(1, 4, Start.AddSeconds(1), Start.AddSeconds(5), TimeSpan.FromSeconds(2), CancellationToken.None)).Select(point => point.Mean)); // 5 to 14, 15 to 24
        Assert.Equal(("24", "other"), (await reader.LastAsync(1, [4, 5, 6], CancellationToken.None)) is var last ? (last[4].Value, last[5].Value) : default);
    }

    [Theory]
    [InlineData(1.5, "2026-03-01T12:00:01.500Z")]
    [InlineData(-60, "2026-03-01T11:59:00Z")]
    [InlineData(7200, "2026-03-01T12:00:30Z")]                  // two hours ahead: no clock is so
    [InlineData(-800000, "2026-03-01T12:00:30Z")]
    [InlineData(1e25, "2026-03-01T12:00:30Z")]
    public void Time_OfAValue_IsBaseAndOffset_WhereThatCanBe(double offset, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), StreamTimes.Of(Start, (decimal)offset, Start.AddSeconds(30)));

    [Fact]
    public void Allowance_FillsByTheSecond_UpToABurst()
    {
        var full = ValueAllowance.Full(10, Start);
        var (first, after) = full.Take(1000, 10, Start);
        Assert.Equal(600, first);
        Assert.Equal(0, after.Take(5, 10, Start).Kept);
        Assert.Equal(20, after.Take(1000, 10, Start.AddSeconds(2)).Kept);
        Assert.Equal(600, after.Take(1000, 10, Start.AddDays(1)).Kept);
    }
}
