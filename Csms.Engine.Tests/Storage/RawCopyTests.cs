using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Storage;

public sealed class RawCopyTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.FromHours(2));

    [Fact]
    public async Task Write_EveryType_ComesBackEqual()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (a smallint, b int, c bigint, d float8, e bool, f text, g text, h timestamptz, i smallint[], j float8[], k text[], l jsonb)");
        using var rows = new RawCopyBuffer();
        rows.BeginRow(12);
        rows.Int16(short.MinValue);
        rows.Int32(int.MaxValue);
        rows.Int64(long.MinValue);
        rows.Float8(-0.1);
        rows.Bool(true);
        rows.Text("Zähler €🔌");
        rows.Utf8("Straße"u8);
        rows.Timestamp(At);
        rows.Int16Array([1, -2]);
        rows.Float8Array([1.5, double.MaxValue]);
        rows.TextArray(["a", ""]);
        rows.Jsonb("""{"a": [1, "x"]}"""u8);

        await CopyAsync(database, rows);

        var row = Assert.Single(await database.RowsAsync("SELECT * FROM t"));
        Assert.Equal(
            [short.MinValue, int.MaxValue, long.MinValue, -0.1, true, "Zähler €🔌", "Straße", At.UtcDateTime, new short[] { 1, -2 }, new[] { 1.5, double.MaxValue }, new[] { "a", "" }, """{"a": [1, "x"]}"""],
            row);
    }

    [Fact]
    public async Task Write_NullsAndEmptyArrays_ComeBackSo()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (a smallint, b int, c bigint, d float8, e text, f timestamptz, g text[], h smallint[], i float8[])");
        using var rows = new RawCopyBuffer();
        rows.BeginRow(9);
        rows.Int16((short?)null);
        rows.Int32((int?)null);
        rows.Int64((long?)null);
        rows.Float8((double?)null);
        rows.Text(null);
        rows.Timestamp((DateTimeOffset?)null);
        rows.TextArray(null);
        rows.Int16Array([]);
        rows.Float8Array([]);

        await CopyAsync(database, rows);

        var row = Assert.Single(await database.RowsAsync("SELECT * FROM t"));
        Assert.All(row[..7], Assert.Null);
        Assert.Equal(Array.Empty<short>(), row[7]);
        Assert.Equal(Array.Empty<double>(), row[8]);
    }

    [Fact]
    public async Task Write_WhatAStationCanSendButTextCannotHold_IsMadeStorable()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (a text, b text, c text, d text, e jsonb)");
        using var rows = new RawCopyBuffer();
        rows.BeginRow(5);
        rows.Text("\0a\0b\0");
        rows.Utf8("x\0y"u8);
        rows.Utf8([(byte)'a', 0xFF, (byte)'b', 0]);
        rows.Text("a\ud800b");
        rows.Jsonb("""{"a":"x\u0000y","b":"\\u0000"}"""u8);

        await CopyAsync(database, rows);

        Assert.Equal(["ab", "xy", "a\ufffdb", "a\ufffdb", """{"a": "xy", "b": "\\u0000"}"""], Assert.Single(await database.RowsAsync("SELECT * FROM t")));
    }

    [Fact]
    public async Task Write_ManyRowsBeyondTheFirstBuffer_AllArrive()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE t (a int, b text)");
        using var rows = new RawCopyBuffer(64);
        for (var round = 0; round < 2; round++)
        {
            rows.Clear();
            for (var i = 0; i < 20_000; i++)
            {
                rows.BeginRow(2);
                rows.Int32(i);
                rows.Text(new string('x', i % 100));
            }
            await CopyAsync(database, rows);
        }

        Assert.Equal(40_000L, await database.ScalarAsync<long>("SELECT count(*) FROM t"));
        Assert.Equal(2 * 200L * 4950, await database.ScalarAsync<long>("SELECT sum(length(b)) FROM t"));
    }

    [Fact]
    public void BeginRow_FieldsMissing_IsABug()
    {
        using var rows = new RawCopyBuffer();
        rows.BeginRow(2);
        rows.Int32(1);

        Assert.Throws<InvalidOperationException>(() => rows.BeginRow(2));
        Assert.Throws<InvalidOperationException>(() => rows.Complete());
    }

    private static async Task CopyAsync(TestDatabase database, RawCopyBuffer rows)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await RawCopy.WriteAsync(connection, "COPY t FROM STDIN (FORMAT BINARY)", rows, default);
    }
}
