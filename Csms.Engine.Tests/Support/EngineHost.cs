using Csms.Console;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Support;

/// <summary>
/// The real host on a free loopback port over a database of its own; it can be stopped and started again over the same data. One host
/// serves many tests: each uses stations of its own (<see cref="NewStation"/>).
/// </summary>
public class EngineHost : IAsyncLifetime
{
    /// <summary>A token that may charge, everywhere and at once.</summary>
    internal const string Token = "04A1B2C3";

    private static int _stations;

    private TestDatabase? _database;
    private WebApplication? _app;

    /// <summary>Where stations connect, <c>ws://127.0.0.1:41234</c>.</summary>
    internal Uri Stations { get; private set; } = null!;

    /// <summary>Where people and programs connect.</summary>
    internal Uri Address { get; private set; } = null!;

    internal IServiceProvider Services => _app!.Services;

    internal TestDatabase Database => _database!;

    internal SessionStore Sessions => Services.GetRequiredService<SessionStore>();

    internal StationDirectory Directory => Services.GetRequiredService<StationDirectory>();

    internal StationCommands Commands => Services.GetRequiredService<StationCommands>();

    internal TokenStore Tokens => Services.GetRequiredService<TokenStore>();

    internal LogLines Log { get; } = new();

    /// <summary>Settings of this host over the common ones.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    /// <inheritdoc />
    public virtual async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync();
        await StartAsync();
        await Tokens.PutAsync(new TokenEntry { IdToken = Token }, CancellationToken.None);
    }

    /// <inheritdoc />
    public virtual async Task DisposeAsync()
    {
        await StopAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    /// <summary>An identity that no other test uses.</summary>
    internal static string NewStation() => $"ST-{Interlocked.Increment(ref _stations):D4}";

    /// <summary>Ends the host and starts another one over the same database.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>The station as the engine sees it now.</summary>
    internal StationState State(string station) =>
        Directory.Find(StationId.Parse(station)) ?? throw new InvalidOperationException($"No station {station}.");

    /// <summary>Sessions of a station as stored, oldest first.</summary>
    internal async Task<IReadOnlyList<Session>> StoredAsync(string station) =>
        [.. (await Sessions.ListAsync(new SessionQuery { StationId = station, Limit = 200 }, CancellationToken.None)).Reverse()];

    /// <summary>The only session of a station, as stored.</summary>
    internal async Task<Session> OnlyAsync(string station) => Assert.Single(await StoredAsync(station));

    /// <summary>Closes what has been Available for any time at all, and waits until nothing is left to close.</summary>
    internal async Task SweepAsync(string station)
    {
        Directory.Sweep(TimeSpan.Zero);
        await Eventually.TrueAsync(
            () => !State(station).Sessions.Sessions.Any(session => session is { IsActive: true, AvailableSince: not null }),
            "sessions on free EVSEs are closed");
    }

    /// <summary>How many rows of csms.meter_values a session has.</summary>
    internal Task<long> MeterRowsAsync(Session session) =>
        Database.ScalarAsync<long>("SELECT count(*) FROM csms.meter_values WHERE session_id = $1", session.Id.Value);

    /// <summary>Last word on the services of this host.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    private async Task StartAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Csms"] = _database!.ConnectionString,
            ["Csms:Bootstrap:AdminEmail"] = "admin@example.com",
            ["Csms:Bootstrap:AdminPassword"] = "correct-horse-7",
            ["Csms:Stations:AcceptUnknown"] = "true",
            ["Csms:Limits:FailedConnectsPerMinute"] = "0",
        };
        foreach (var (key, value) in Settings)
        {
            settings[key] = value;
        }

        _app = ConsoleApp.Build(settings, Path.Combine(SourceTree.Root, "Csms.Console"), builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Logging.AddProvider(Log);
            Adjust(builder);
        });
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Stations = new UriBuilder(Address) { Scheme = "ws" }.Uri;
    }

    private async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
