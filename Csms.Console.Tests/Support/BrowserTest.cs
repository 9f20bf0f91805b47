using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using StationOptions = Csms.Simulator.Station.StationOptions;

namespace Csms.Console.Tests.Support;

/// <summary>A journey through the console: what it opened is closed after it, so that no page of an earlier test takes part in the next.</summary>
[Trait("Cost", "Browser")]
public abstract class BrowserTest(BrowserHost host) : IAsyncLifetime
{
    /// <summary>The longest anything may take that a test waits for.</summary>
    protected static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(SharedBrowser.Patience);

    /// <summary>The host.</summary>
    protected BrowserHost Host => host;

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public Task DisposeAsync() => host.CloseAllAsync();

    /// <summary>Registers a station.</summary>
    protected Task EnterAsync(string id, Func<StationProfile, StationProfile>? change = null) =>
        host.Services.GetRequiredService<StationDirectory>().PutAsync(StationId.Parse(id), change ?? (profile => profile), CancellationToken.None);

    /// <summary>Enters a token.</summary>
    protected Task EnterTokenAsync(string token) =>
        host.Services.GetRequiredService<TokenStore>().PutAsync(new TokenEntry { IdToken = token }, CancellationToken.None);

    /// <summary>A charger that has not connected yet.</summary>
    protected VirtualStation Station(string id, OcppVersion version = OcppVersion.V201) => new(Charger(id, version));

    /// <summary>What such a charger is: quick to reboot and to come back, twenty seconds of it in one of ours.</summary>
    protected StationOptions Charger(string id, OcppVersion version = OcppVersion.V201) => new()
    {
        Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = version, Speed = 20,
        RebootTime = TimeSpan.FromSeconds(5), ReconnectMinimum = TimeSpan.FromMilliseconds(100), ReconnectMaximum = TimeSpan.FromSeconds(1),
    };
}
