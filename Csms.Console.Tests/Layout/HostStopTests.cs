using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Layout;

/// <summary>The host is stopped while people look at it and chargers talk to it: an ordinary event, so nothing of it is an error.</summary>
public sealed class HostStopTests(HostStopTests.LoggedHost host) : BrowserTest(host), IClassFixture<HostStopTests.LoggedHost>
{
    private const int Ticks = 4;

    [Fact]
    public async Task Host_StoppedWithPagesOpen_LogsNoError()
    {
        await EnterAsync("STOP-01");
        await using var station = Station("STOP-01");
        await station.ConnectAndBootAsync(Deadline);
        foreach (var path in new[] { "/", "/stations", "/stations/STOP-01", "/stations/STOP-01?tab=messages", "/sessions", "/reviews", "/incidents", "/map" })
        {
            var page = await Host.SignedInAsync(path);
            await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
        }

        Host.Services.GetRequiredService<SlowEnd>();
        await Host.StopAsync();

        Assert.True(!host.Errors.Any(), string.Join('\n', host.Errors));
    }

    /// <summary>A host whose log is kept.</summary>
    public sealed class LoggedHost : BrowserHost
    {
        private LogLines Log { get; } = new();

        /// <summary>What it logged as an error or worse.</summary>
        public IEnumerable<string> Errors => Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text);

        /// <inheritdoc />
        protected override void Adjust(WebApplicationBuilder builder)
        {
            builder.Logging.AddProvider(Log);
            builder.Services.AddSingleton<SlowEnd>().AddSingleton<INavCounts, CountingUp>();
        }
    }

    /// <summary>A figure of the navigation that is another one whenever it is asked for: every page has something to draw with every turn of its clock.</summary>
    private sealed class CountingUp : INavCounts
    {
        private int _asked;

        public NavCount? Get(string key, AccessScope scope) => key == "sites" ? new NavCount(Interlocked.Increment(ref _asked)) : null;
    }

    /// <summary>A service that takes its time to end, as a database does: meanwhile the services of open pages are gone, and their clocks would still tick.</summary>
    private sealed class SlowEnd : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            for (var tick = 0; tick < Ticks; tick++) await timer.WaitForNextTickAsync();
        }
    }
}
