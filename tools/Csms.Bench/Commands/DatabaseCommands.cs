using System.CommandLine;
using Csms.Bench.Measures;
using Csms.Bench.Runs;
using Csms.Bench.Seeding;
using Csms.Engine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Csms.Bench.Commands;

/// <summary>seed and queries: what the console's lists take over a network with a long past.</summary>
internal static class DatabaseCommands
{
    private const string DataHelp = "Data folder with the private PostgreSQL; made when it is not there, and kept.";

    public static Command Seed()
    {
        var given = new SeedOptions();
        var (data, database, output) = Where();
        var stations = new Option<int>("--stations", "-n") { Description = "Stations.", DefaultValueFactory = _ => given.Stations };
        var sessions = new Option<int>("--sessions") { Description = "Sessions over 90 days.", DefaultValueFactory = _ => given.Sessions };
        var values = new Option<long>("--values") { Description = "Measured values, eight to a row.", DefaultValueFactory = _ => given.Values };
        var frames = new Option<int>("--frames") { Description = "Exchanges of the raw log over ten days.", DefaultValueFactory = _ => given.Frames };
        var command = new Command("seed", "Fill an empty database with a network's past, by binary COPY.\n\nExample: seed --data /var/tmp/csms-seed --sessions 1000000 --values 100000000") { data, database, stations, sessions, values, frames, output };
        command.SetAction((parse, cancellation) => OverAsync(parse.GetValue(data), parse.GetValue(database), "seed", parse.GetValue(output), async storage =>
        {
            var options = given with { Stations = parse.GetValue(stations), Sessions = parse.GetValue(sessions), Values = parse.GetValue(values), Frames = parse.GetValue(frames) };
            return await new SeedRun(storage.DataSource, options, TimeProvider.System.GetUtcNow()).RunAsync(cancellation);
        }, cancellation));
        return command;
    }

    public static Command Queries()
    {
        var (data, database, output) = Where();
        var times = new Option<int>("--times") { Description = "How often each question is asked.", DefaultValueFactory = _ => 40 };
        var command = new Command("queries", "Ask what the console's lists ask, over a seeded database: p50, p95 and plans. Ends with 1 when one takes more than 100 ms or reads a large table from end to end.\n\nExample: queries --data /var/tmp/csms-seed") { data, database, times, output };
        command.SetAction((parse, cancellation) => OverAsync(parse.GetValue(data), parse.GetValue(database), "queries", parse.GetValue(output), async storage =>
        {
            await using var run = QueriesRun.Over(storage.DataSource.ConnectionString);
            return await run.RunAsync(parse.GetValue(times), cancellation);
        }, cancellation));
        return command;
    }

    private static (Option<string?> Data, Option<string?> Database, Option<string?> Output) Where() => (
        new Option<string?>("--data") { Description = DataHelp },
        new Option<string?>("--database") { Description = "Instead: connection string of a database, of a superuser for queries." },
        new Option<string?>("--out", "-o") { Description = "File for the JSON; default standard output." });

    private static async Task<int> OverAsync(string? data, string? database, string command, string? output, Func<CsmsDatabase, Task<object>> run, CancellationToken cancellation)
    {
        var failed = false;
        var code = await Guard.RunAsync(async () =>
        {
            if (data is null == database is null) throw new BenchException("Name the database: --data FOLDER or --database \"…\".");
            var machine = Machine.Now();
            var configuration = new ConfigurationManager { ["ConnectionStrings:Csms"] = database };
            await using var storage = new CsmsDatabase(configuration, Options.Create(new StorageOptions { DataDirectory = data ?? "" }), TimeProvider.System, NullLogger<CsmsDatabase>.Instance);
            await storage.StartAsync(cancellation);
            var result = await run(storage);
            Report.Say(result.ToString()!);
            await new Report(command, machine, await DatabaseCounts.VersionAsync(storage.DataSource.ConnectionString, cancellation), [result]).WriteAsync(output, cancellation);
            failed = result is QueriesResult { Failed: true };
            await storage.StopAsync(CancellationToken.None);
        }, cancellation);
        return code == 0 && failed ? 1 : code;
    }
}
