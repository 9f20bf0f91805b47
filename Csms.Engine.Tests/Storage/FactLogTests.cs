using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Engine.Tests.Storage;

public sealed class FactLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Told_NulInEveryText_IsDroppedAndNothingElseIsLost()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var station = await database.AddStationAsync("CP1");
        await using var log = new FactLog(database.DataSource, TimeProvider.System, NullLogger<FactLog>.Instance);
        await log.StartAsync(default);

        log.Booted(new BootRow(station, "2.1", "Ar\0den", "T2", null, null, null, null, Start, "PowerUp\0", 0));
        log.Told(Row(station, "Con\0nector", "Available", """{"valuesList":"a\u0000b"}"""));
        log.Told(Row(station, "Connector", "Occupied\0", """{"valuesList":"a\\u0000b\u0000"}""")); // in the store the same variable
        await log.FlushAsync(default);

        Assert.Equal(0, log.DroppedRows);
        Assert.Equal([["Arden", "PowerUp"]], await database.RowsAsync("SELECT vendor, last_boot_reason FROM csms.stations"));
        Assert.Equal([["Connector", "Occupied", """a\u0000b"""]], await database.RowsAsync("SELECT component, value, characteristics->>'valuesList' FROM csms.variables"));
    }

    [Fact]
    public async Task Write_RefusedByATrigger_IsSetAsideAndTheNextIsWritten()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var station = await database.AddStationAsync("CP1");
        await database.ExecuteAsync(
            """
            CREATE FUNCTION csms.fault() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF NEW.value = 'bad' THEN RAISE EXCEPTION 'no' USING ERRCODE = '21000'; END IF; RETURN NEW; END $$;
            CREATE TRIGGER fault BEFORE INSERT ON csms.variables FOR EACH ROW EXECUTE FUNCTION csms.fault();
            """);
        await using var log = new FactLog(database.DataSource, TimeProvider.System, NullLogger<FactLog>.Instance);
        await log.StartAsync(default);

        log.Told(Row(station, "A", "bad", null));
        await log.FlushAsync(default);
        log.Told(Row(station, "B", "good", null));
        await log.FlushAsync(default);

        Assert.Equal(1, log.DroppedRows);
        Assert.Equal([["B"]], await database.RowsAsync("SELECT component FROM csms.variables"));
    }

    private static VariableRow Row(int station, string component, string value, string? characteristics) =>
        new(new VariableKey(station, component, "", 0, 0, "AvailabilityState", "", "Actual"), value, null, characteristics, Start);
}
