using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Csms.Bench.Measures;
using Npgsql;

namespace Csms.Bench.Targets;

/// <summary>Our host with a private, durable PostgreSQL in a folder of its own, that is removed afterwards, or in one that was given and stays.</summary>
internal sealed class CsmsHost : IAsyncDisposable
{
    /// <summary>Signs in to the console of a host started here.</summary>
    public const string AdminEmail = "bench@example.org";

    public const string AdminPassword = "Bench-2026-screen";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly string _dll;
    private readonly string _folder;
    private readonly bool _keep;
    private ChildProcess? _child;

    private CsmsHost(string dll, string? data)
    {
        if (!File.Exists(dll)) throw new BenchException($"There is no {dll}: build it (dotnet build Csms.Console -c Release) or name another with --host.");
        _dll = Path.GetFullPath(dll);
        _keep = data is not null;
        _folder = data is null ? Directory.CreateTempSubdirectory("csms-bench-").FullName : Path.GetFullPath(data);
    }

    private string Database => new NpgsqlConnectionStringBuilder { Host = Path.Combine(_folder, "pg"), Username = "postgres", Database = "csms" }.ConnectionString;

    /// <summary>The Release build of the repository this tool was built in.</summary>
    public static string DefaultDll()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Csms.Console.sln"))) return Path.Combine(folder.FullName, "Csms.Console", "bin", "Release", "net10.0", "Csms.Console.dll");
        }

        return "Csms.Console.dll";
    }

    /// <summary>A host over a new cluster with the given number of stations and tokens entered, freshly started, so that everything is cold.</summary>
    public static async Task<Target> StartAsync(string dll, string prefix, int stations, CancellationToken cancellation, bool priced = false)
    {
        var host = new CsmsHost(dll, null);
        try
        {
            // The first start makes the schema, the second reads what was entered.
            await host.RunAsync(cancellation);
            await host.EnterAsync(prefix, stations, cancellation);
            if (priced) await host.PriceAsync(cancellation);
            await host.StopAsync();
            return await host.RunAsync(cancellation);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>A host over a data folder that is there (seed) and stays.</summary>
    public static async Task<Target> OverAsync(string dll, string data, CancellationToken cancellation)
    {
        var host = new CsmsHost(dll, data);
        try
        {
            return await host.RunAsync(cancellation);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_keep) Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_child is null) return;
        await _child.DisposeAsync();
        _child = null;
    }

    private async Task<Target> RunAsync(CancellationToken cancellation)
    {
        var port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Csms__Limits__MessagesPerSecond"] = "0",
            ["Csms__Limits__FailedConnectsPerMinute"] = "0",
            ["Csms__Stations__AcceptUnknown"] = "true",
            ["Csms__Bootstrap__AdminEmail"] = AdminEmail,
            ["Csms__Bootstrap__AdminPassword"] = AdminPassword,
        };
        _child = ChildProcess.Start(_dll, ["--urls", address.ToString(), "--data", _folder], settings, Path.GetDirectoryName(_dll));
        await ReadyAsync(address, cancellation);
        return new Target
        {
            Name = "ours",
            Url = new Uri($"ws://127.0.0.1:{port}/ocpp"),
            Pid = _child.Id,
            DatabasePid = ProcessFigures.FindChild(_child.Id, "postgres"),
            Database = Database,
            Version = Machine.VersionOf(_dll),
            Owner = this,
        };
    }

    private async Task ReadyAsync(Uri address, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartTime);
        while (true)
        {
            if (_child!.HasExited || patience.IsCancellationRequested) throw new BenchException($"The host did not become ready. It said:\n{_child.Output}");
            try
            {
                if ((await client.GetAsync(new Uri("/readyz", UriKind.Relative), patience.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // does not listen yet
            }

            await Task.Delay(50, cancellation);
        }
    }

    private async Task EnterAsync(string prefix, int stations, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database) { Pooling = false });
        await using var enter = source.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO csms.stations (id) SELECT '{prefix}' || lpad(n::text, 5, '0') FROM generate_series(0, {stations - 1}) n;
            INSERT INTO csms.tokens (id_token, type) SELECT 'BT' || lpad(n::text, 8, '0'), 'ISO14443' FROM generate_series(0, {Math.Max(stations, 1000) - 1}) n;
            ANALYZE
            """));
        await enter.ExecuteNonQueryAsync(cancellation);
    }

    private async Task PriceAsync(CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database) { Pooling = false });
        await using var enter = source.CreateCommand("""
            INSERT INTO csms.tariffs (id, name, changed_at, changed_by) VALUES ('BENCH', 'Bench', now(), 'bench');
            INSERT INTO csms.tariff_versions (tariff_id, version, body, currency, created_at, actor) VALUES ('BENCH', 1, '{"tariffId":"BENCH","currency":"EUR",
                "energy":{"prices":[{"priceKwh":0.30,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.50}],"taxRates":[{"type":"VAT","tax":19}]},
                "idleTime":{"prices":[{"priceMinute":0.10,"conditions":{"minIdleTime":900}}],"taxRates":[{"type":"VAT","tax":19}]},
                "fixedFee":{"prices":[{"priceFixed":1.00}],"taxRates":[{"type":"VAT","tax":19}]}}', 'EUR', now(), 'bench');
            UPDATE csms.stations SET tariff_id = 'BENCH'
            """);
        await enter.ExecuteNonQueryAsync(cancellation);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
