using System.Collections.Concurrent;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Commands;

/// <summary>Commands for stations that are not there.</summary>
public sealed class QueuedCommandTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    private StationCommands Commands => Host.Services.GetRequiredService<StationCommands>();

    [Fact]
    public async Task Queued_ForAStationThatIsAway_IsWithdrawnAndNeverSent()
    {
        await EnterAsync("QUEUE-01");
        var page = await Host.SignedInAsync("/stations/QUEUE-01");
        var dialog = await QueueAsync(page, "ClearCache");
        await Assertions.Expect(dialog).ToContainTextAsync("waits for the station until");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();

        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.Empty(Commands.OpenOf(StationId.Parse("QUEUE-01")));
        await using var scope = Host.Services.CreateAsyncScope();
        var audit = await scope.ServiceProvider.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery { Text = "QUEUE-01" }, 0, 50);
        Assert.Contains(audit.Entries, entry => entry.Action == "station.command.withdraw");

        await using var station = Station("QUEUE-01");
        var frames = new ConcurrentQueue<string>();
        station.Frame += frame => frames.Enqueue(frame.Text);
        await station.ConnectAndBootAsync(Deadline);
        await station.SendCallAsync("Heartbeat", []);
        Assert.DoesNotContain(frames, frame => frame.Contains("ClearCache", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("ul.commands li").First).ToContainTextAsync("Withdrawn");
    }

    [Fact]
    public async Task Queued_DialogLeftOpen_GoesOutWhenTheStationComesBack()
    {
        await EnterAsync("QUEUE-02");
        var page = await Host.SignedInAsync("/stations/QUEUE-02");
        var dialog = await QueueAsync(page, "Trigger");

        await using var station = Station("QUEUE-02");
        await station.ConnectAndBootAsync(Deadline);

        await Assertions.Expect(dialog).ToContainTextAsync("Answered: Accepted");
        await Assertions.Expect(dialog).ToContainTextAsync("StatusNotification came");
    }

    private static async Task<ILocator> QueueAsync(IPage page, string kind)
    {
        await page.ClickAsync(".station [data-key=actions]");
        await page.ClickAsync($".station .top .head [data-menu-item][data-command={kind}]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Queue for the station" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".life")).ToContainTextAsync("Queued");
        return dialog;
    }
}
