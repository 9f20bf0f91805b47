using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.LocalLists;

/// <summary>A station's local list: turned on, sent by hand, behind after a change, then left to follow the tokens.</summary>
public sealed class LocalListJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task List_SentByHandThenLeftToFollow_IsInStepAndTellsWhyItIsNot()
    {
        const string Id = "LIST-01";
        await EnterAsync(Id);
        await ListedAsync("04LIST1");
        await ListedAsync("04LIST2");
        await using var station = Station(Id);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=locallist");
        var standing = page.Locator("[data-standing]");
        await Assertions.Expect(standing).ToHaveAttributeAsync("data-standing", "Off");

        // By hand, only one group; a group that nobody is in is told beside the field.
        await page.ClickAsync("[data-key=list-mode]");
        await page.CheckAsync(".rz-dialog input[value=Manual]");
        await page.FillAsync("#l-groups", "NOBODY");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToContainTextAsync("NOBODY");
        await page.FillAsync("#l-groups", "LISTED");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(standing).ToHaveAttributeAsync("data-standing", "NeverSent");
        await Assertions.Expect(page.Locator(".locallist .vt-row")).ToHaveCountAsync(2);

        await page.ClickAsync("[data-key=list-full]");
        await Assertions.Expect(standing).ToHaveAttributeAsync("data-standing", "InStep");
        await Assertions.Expect(page.Locator(".answers li").First).ToContainTextAsync("Accepted");

        // Blocked: the list is behind until it is sent.
        await BlockAsync("04LIST2");
        await Assertions.Expect(standing).ToHaveAttributeAsync("data-standing", "Behind");
        await Assertions.Expect(page.Locator(".locallist .vt-row", new() { HasText = "04LIST2" }).Locator(".tag.danger")).ToBeVisibleAsync();
        await page.ClickAsync("[data-key=list-changes]");
        await Assertions.Expect(standing).ToHaveAttributeAsync("data-standing", "InStep");
        await Assertions.Expect(page.Locator(".locallist .vt-row")).ToHaveCountAsync(1);

        // By itself: a new token is there without anyone.
        await page.ClickAsync("[data-key=list-mode]");
        await page.CheckAsync(".rz-dialog input[value=Automatic]");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await ListedAsync("04LIST3");
        await Assertions.Expect(page.Locator(".locallist .vt-row", new() { HasText = "04LIST3" })).ToBeVisibleAsync();
        await Assertions.Expect(standing).ToHaveAttributeAsync("data-standing", "InStep");

        var technician = await Host.AsAsync(Role.Technician, $"/stations/{Id}?tab=locallist");
        await Assertions.Expect(technician.Locator("[data-standing]")).ToHaveAttributeAsync("data-standing", "InStep");
        await Assertions.Expect(technician.Locator(".locallist")).Not.ToContainTextAsync("04LIST1");
    }

    [Fact]
    public async Task OfflineBehaviour_IsReadAndSetOnTheTab_AndOfferedReadyToATemplate()
    {
        const string Id = "LIST-02";
        await EnterAsync(Id);
        await using var station = Station(Id, OcppVersion.V201);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.AsAsync(Role.Operator, $"/stations/{Id}?tab=locallist");
        var line = page.Locator("[data-offline=LocalAuthorizeOffline]");
        await Assertions.Expect(page.Locator("[data-offline]")).ToHaveCountAsync(14);
        await page.ClickAsync("[data-key=offline-read]");
        await Assertions.Expect(line.Locator("select")).ToHaveValueAsync("true");
        await Assertions.Expect(page.Locator("[data-offline=ContractValidationOffline] .row")).ToHaveTextAsync("The station does not have it.");
        await Assertions.Expect(line.Locator("[data-key=offline-set]")).ToHaveCountAsync(0);

        await line.Locator("select").SelectOptionAsync("false");
        await line.Locator("[data-key=offline-set]").ClickAsync();
        await Assertions.Expect(line.Locator(".tag")).ToHaveTextAsync("Accepted");
        await Assertions.Expect(line.Locator("select")).ToHaveValueAsync("false");

        var viewer = await Host.AsAsync(Role.Viewer, $"/stations/{Id}?tab=locallist");
        await Assertions.Expect(viewer.Locator("[data-offline=LocalAuthorizeOffline] .row")).ToHaveTextAsync("No");
        await Assertions.Expect(viewer.Locator("[data-offline] select, [data-offline] input, [data-key=offline-read]")).ToHaveCountAsync(0);

        await page.GoLiveAsync("/configuration");
        await page.Locator("[data-key=add]").ClickAsync();
        await page.Locator(".rz-dialog #t-version").SelectOptionAsync("1.6");
        await page.Locator(".rz-dialog [data-key=add-offline]").ClickAsync();
        await Assertions.Expect(page.Locator(".rz-dialog [data-wanted]")).ToHaveCountAsync(7);
        await Assertions.Expect(page.Locator(".rz-dialog [data-wanted='0']")).ToHaveValueAsync("AuthCtrlr.LocalAuthorizeOffline");
    }

    private Task ListedAsync(string token) => Host.Services.GetRequiredService<TokenStore>().PutAsync(new TokenEntry { IdToken = token, GroupId = "LISTED" }, CancellationToken.None);

    private Task BlockAsync(string token) =>
        Host.Services.GetRequiredService<TokenStore>().PutAsync(new TokenEntry { IdToken = token, GroupId = "LISTED", Status = AuthorizationStatus.Blocked }, CancellationToken.None);
}
