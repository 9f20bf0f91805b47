using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Csms.Console;
using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.Faults;

/// <summary>
/// The program as a process of its own, with its private PostgreSQL writing to disk as in production, is killed in the middle of the load
/// and started again. The stations' own records are the witness: nothing acknowledged is missing, nothing is counted twice.
/// </summary>
public sealed class DurabilityTests : IAsyncLifetime
{
    private const int Stations = 24;
    private const int Rounds = 2;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120); // a first start writes a whole cluster to disk

    private readonly string _folder = Directory.CreateTempSubdirectory("csms-durability-").FullName;
    private Process? _process;

    [Fact]
    public async Task KilledUnderLoad_NothingAcknowledgedIsMissingAndNothingCountsTwice()
    {
        var port = FreePort();
        await StartAsync(port);
        var fleet = Enumerable.Range(0, Stations).Select(index => NewStation(index, port)).ToArray();
        try
        {
            var driving = fleet.Select(DriveAsync).ToArray();
            await Eventually.TrueAsync(() => fleet.Sum(station => station.Record.Acknowledged.Count) > Stations * 10, "the load runs");

            await KillAsync();
            var acknowledgedBefore = fleet.Sum(station => station.Record.Acknowledged.Count);
            await StartAsync(port);

            await Task.WhenAll(driving);
            await Task.WhenAll(fleet.Select(station => station.WaitUntilDeliveredAsync(Deadline)));
            Assert.True(fleet.Sum(station => station.Record.Acknowledged.Count) > acknowledgedBefore);
            await AssertBooksAgreeAsync(fleet);
        }
        finally
        {
            foreach (var station in fleet)
            {
                await station.DisposeAsync();
            }
        }
    }

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await KillAsync();
        await Eventually.TrueAsync(
            () =>
            {
                try
                {
                    Directory.Delete(_folder, recursive: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return false; // the private server ends with its parent and may still be writing its last words
                }

                return !Directory.Exists(_folder);
            },
            "the data folder is deleted");
    }

    private async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task AssertBooksAgreeAsync(VirtualStation[] fleet)
    {
        await using var server = new EmbeddedPostgres(_folder, NullLogger.Instance); // never started: it only knows where the other one is
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var stored = await StoredAsync(database);
        foreach (var station in fleet)
        {
            Assert.Empty(station.Record.Faults);
            Assert.DoesNotContain(station.Record.Messages, message => message.TransactionId is not null && message.AcknowledgedAt is null);
            var mine = stored.Where(row => row.Station == station.Id).ToDictionary(row => row.Transaction);
            Assert.Equal(station.Record.Transactions.Count, mine.Count);
            foreach (var transaction in station.Record.Transactions)
            {
                var id = transaction.CsmsId is { } given ? given.ToString(CultureInfo.InvariantCulture) : transaction.Id;
                Assert.True(mine.TryGetValue(id, out var row), $"{station.Id} transaction {id} is not stored");
                Assert.False(transaction.IsRunning);
                Assert.Equal(("completed", transaction.MeterStopWh - transaction.MeterStartWh), (row!.State, row.EnergyWh));
                Assert.Equal((transaction.MeterStartWh, transaction.MeterStopWh), (row.StartWh, row.StopWh));
                Assert.Equal(ReadingsOf(station, transaction), row.MeterRows);
            }
        }
    }

    /// <summary>How many instants of this transaction the station has reported, each once, however often it was sent.</summary>
    private static long ReadingsOf(VirtualStation station, Transaction transaction) => station.Record.Messages
        .Where(message => message.TransactionId == transaction.Id)
        .Select(message => (JsonObject)JsonNode.Parse(message.Payload)!)
        .Sum(payload => ((payload["meterValue"] ?? payload["transactionData"]) as JsonArray)?.Count ?? 0);

    private static async Task<List<Row>> StoredAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            SELECT s.station_id, s.transaction_id, s.state, s.energy_wh, s.meter_start_wh, s.meter_stop_wh,
                (SELECT count(*) FROM csms.meter_values m WHERE m.session_id = s.id)
            FROM csms.sessions s
            """);
        var rows = new List<Row>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new Row(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt64(3),
                reader.GetInt64(4), reader.IsDBNull(5) ? null : reader.GetInt64(5), reader.GetInt64(6)));
        }

        return rows;
    }

    private static async Task DriveAsync(VirtualStation station)
    {
        await station.ConnectAndBootAsync(Deadline);
        for (var round = 0; round < Rounds; round++)
        {
            await station.PlugInAsync(1, VehicleCatalogue.Create("sedan", soc: 20));
            var known = station.Record.Transactions.Count;
            await Eventually.TrueAsync(
                async () =>
                {
                    if (station.Record.Transactions.Count == known && station.IsConnected)
                    {
                        await station.TapAsync(1, new IdToken("04A1B2C3"));
                    }

                    return station.Record.Transactions.Count > known;
                },
                "the driver gets in");
            var from = station.Evses[0].RegisterWh;
            await station.WaitForAsync(each => each.Evses[0].RegisterWh > from + 1500, Deadline);
            await station.UnplugAsync(1);
            await station.WaitForAsync(each => each.Evses[0].Transaction is null, Deadline);
        }
    }

    private static VirtualStation NewStation(int index, int port) => new(new StationOptions
    {
        Id = $"KILL-{index:D2}",
        Url = new Uri($"ws://127.0.0.1:{port}/ocpp"),
        Version = (OcppVersion)(index % 3),
        Clock = new EarlierClock(), // at this speed the stations would soon be ahead of us, which is another story
        Speed = 120,
        MeterInterval = TimeSpan.FromSeconds(30),
        CallTimeout = TimeSpan.FromSeconds(20),
        ReconnectMinimum = TimeSpan.FromMilliseconds(100),
        ReconnectMaximum = TimeSpan.FromMilliseconds(500),
        Seed = index + 1,
    });

    private async Task StartAsync(int port)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(SourceTree.Root, "Csms.Console"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[typeof(ConsoleApp).Assembly.Location, "--urls", $"http://127.0.0.1:{port}", "--data", _folder])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Csms__Stations__AcceptUnknown"] = "true";
        start.Environment["Csms__Tokens__AcceptUnknown"] = "true";
        start.Environment["Csms__Bootstrap__AdminEmail"] = "admin@example.com";
        start.Environment["Csms__Bootstrap__AdminPassword"] = "correct-horse-7";
        start.Environment["Csms__Limits__FailedConnectsPerMinute"] = "0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var process = _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(process.HasExited, string.Join('\n', said));
                try
                {
                    using var answer = await client.GetAsync("/readyz");
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the program is ready",
            StartTime);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class EarlierClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(-6);
    }

    private sealed record Row(string Station, string Transaction, string State, long? EnergyWh, long StartWh, long? StopWh, long MeterRows);
}
