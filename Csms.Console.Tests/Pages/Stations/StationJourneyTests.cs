using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StationOptions = Csms.Simulator.Station.StationOptions;

namespace Csms.Console.Tests.Pages.Stations;

/// <summary>What an operator does with stations, in a real browser, with simulated stations on real sockets.</summary>
public sealed class StationJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task List_StationConnects_ShowsItWithoutReload()
    {
        await EnterAsync("LIST-01");
        var page = await Host.SignedInAsync("/stations?q=LIST-01");
        var row = page.Locator(".vt-row", new() { HasText = "LIST-01" });
        await Assertions.Expect(row).ToContainTextAsync("Never seen");

        await using var station = Station("LIST-01");
        await station.ConnectAndBootAsync(Deadline);

        await Assertions.Expect(row).ToContainTextAsync("Available");
        await Assertions.Expect(row).ToContainTextAsync("Arden T2 Duo");
        await Assertions.Expect(row).Not.ToContainTextAsync("Never seen");
    }

    [Fact]
    public async Task Reset_FromTheDialog_IsFollowedUntilItIsObserved()
    {
        await EnterAsync("RESET-01");
        await using var station = Station("RESET-01");
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/RESET-01");

        await page.ClickAsync(".station [data-command=Reset]");
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(dialog.Locator(".rz-dialog-title")).ToHaveTextAsync("Reset RESET-01");
        await dialog.Locator(".btn.d").ClickAsync();

        await Assertions.Expect(dialog).ToContainTextAsync("Answered: Accepted");
        await Assertions.Expect(dialog).ToContainTextAsync("Booted, reason");
        var audit = await Scoped<IAuditLog, AuditPage>(log => log.ReadAsync(new AuditQuery { Text = "RESET-01" }, 0, 50));
        Assert.Contains(audit.Entries, entry => entry.Action == "station.command.Reset");
    }

    [Fact]
    public async Task Wizard_StationConnectsWithThePasswordShown_EveryStepIsDone()
    {
        var page = await Host.SignedInAsync("/stations/new");
        await page.FillAsync("#w-id", "WIZ-01");
        await page.ClickAsync("button[type=submit].p");
        var values = page.Locator(".copybox code");
        await Assertions.Expect(values).ToHaveCountAsync(3);
        var password = await values.Nth(2).InnerTextAsync();
        await Assertions.Expect(page.Locator("ol.steps li.done")).ToHaveCountAsync(1);

        await using var station = new VirtualStation(Charger("WIZ-01") with { Url = new Uri((await values.Nth(0).InnerTextAsync()).TrimEnd('/')), Password = password });
        await station.ConnectAndBootAsync(Deadline);

        await Assertions.Expect(page.Locator("ol.steps li.done")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Viewer_OnAStation_SeesNoActionAndTheServerRefuses()
    {
        await EnterAsync("VIEW-01");
        var viewer = new AccessScope(new Actor(ActorKind.User, "v", "Viewer"), Permissions.Of(Role.Viewer).Select(permission => KeyValuePair.Create(permission, SiteSet.Everything)));
        var accounts = Host.Services.CreateScope().ServiceProvider.GetRequiredService<UserAccounts>();
        await accounts.CreateAsync(new NewAccount("viewer@example.com", "Viewer", "only-looking-9", [new GrantWish(Role.Viewer, null)], false), AccessScope.System.Actor);
        var page = await Host.OpenAsync("/sign-in?returnUrl=%2Fstations%2FVIEW-01");
        await BrowserHost.SignInAsync(page, "viewer@example.com", "only-looking-9");
        await page.LiveAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("VIEW-01");
        await Assertions.Expect(page.Locator("[data-command], .btn")).ToHaveCountAsync(0);
        await page.GoLiveAsync("/stations/new");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your role does not allow this page");
        await Assertions.Expect(page.Locator("#w-id")).ToHaveCountAsync(0);

        using var scope = Host.Services.CreateScope();
        using var executor = new CommandExecutor(
            Host.Services.GetRequiredService<StationCommands>(), Host.Services.GetRequiredService<LiveBoard>(), new FixedScope(viewer), scope.ServiceProvider.GetRequiredService<IAuditLog>());
        Assert.All(CommandKinds.All, kind => Assert.Null(executor.StartAsync(new OperatorCommand(StationId.Parse("VIEW-01"), kind, new JsonObject())).GetAwaiter().GetResult()));
    }

    private async Task<TResult> Scoped<TService, TResult>(Func<TService, Task<TResult>> ask) where TService : notnull
    {
        using var scope = Host.Services.CreateScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private sealed class FixedScope(AccessScope scope) : IUserScope
    {
        public ValueTask<AccessScope> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(scope);
    }
}
