using System.Text.Json;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;

namespace Csms.Console.Tests.Pages.Messages;

/// <summary>The messages of a station in a real browser: said in the reader's language, live and from the log; narrowed to a session; sent raw.</summary>
public sealed class MessagesJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Messages_InGerman_SayInGermanWhatIsWrongWithAFrame()
    {
        const string Id = "WORDS-01";
        await EnterAsync(Id);
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=messages", locale: "de-DE");
        await using var station = await FakeStation.ConnectAsync(new UriBuilder(Host.Address) { Scheme = "ws" }.Uri, Id);
        Assert.Contains("chargePointModel is required", await station.AskAsync("""[2,"1","BootNotification",{"chargePointVendor":"Arden"}]"""), StringComparison.Ordinal);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"2","BootNotification",{"chargePointVendor":"Arden","chargePointModel":"T2","colour":"red"}]"""), StringComparison.Ordinal);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"3","StartTransaction",{"connectorId":1,"idTag":"X","meterStart":12345,"timestamp":"2026-11-21T12:00:00Z"}]"""), StringComparison.Ordinal);

        await SaysAsync(page);
        await page.ReloadLiveAsync();
        await SaysAsync(page);

        await page.Locator(".vt-row", new() { HasText = "chargePointModel fehlt" }).Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail .ban")).ToHaveTextAsync("OccurenceConstraintViolation: chargePointModel fehlt");
        await Assertions.Expect(page.Locator("aside.detail .note")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("aside.detail tr.bad")).ToContainTextAsync("chargePointModel fehlt");
        await Assertions.Expect(page.Locator("aside.detail tr", new() { HasText = "chargePointVendor" })).ToContainTextAsync("Hersteller der Station");
        await page.Locator(".vt-row", new() { HasText = "Arden T2" }).Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail .note")).ToContainTextAsync("colour steht nicht im Standard");
    }

    [Fact]
    public async Task Messages_OfASession_AreReachedFromItAndLeadBack()
    {
        const string Id = "FOCUS-01";
        await EnterAsync(Id);
        await using var station = await FakeStation.ConnectAsync(new UriBuilder(Host.Address) { Scheme = "ws" }.Uri, Id);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"1","BootNotification",{"chargePointVendor":"Arden","chargePointModel":"T2"}]"""), StringComparison.Ordinal);
        var started = JsonElement.Parse(await station.AskAsync("""[2,"2","StartTransaction",{"connectorId":1,"idTag":"X","meterStart":12345,"timestamp":"2026-11-21T12:00:00Z"}]"""));
        var number = started[2].GetProperty("transactionId").GetInt32();
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"3","StatusNotification",{"connectorId":2,"status":"Available","errorCode":"NoError"}]"""), StringComparison.Ordinal);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"4","Heartbeat",{}]"""), StringComparison.Ordinal);

        var page = await Host.SignedInAsync($"/sessions/S-{number}");
        await page.GetByText("All frames").ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "StartTransaction" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Heartbeat" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".fchip", new() { HasText = $"S-{number}" })).ToBeVisibleAsync();

        // What comes now is narrowed alike, also by a field with its value.
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"5","StatusNotification",{"connectorId":2,"status":"Preparing","errorCode":"NoError"}]"""), StringComparison.Ordinal);
        Assert.StartsWith("[3,", await station.AskAsync($$"""[2,"6","MeterValues",{"connectorId":1,"transactionId":{{number}},"meterValue":[{"timestamp":"2026-11-21T12:01:00Z","sampledValue":[{"value":"12400"}]}]}]"""), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "12,400 Wh" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Preparing" })).ToHaveCountAsync(0);
        await page.Locator(".filterbar input[type=search]").FillAsync("meterStart:12345");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "12,400 Wh" })).ToHaveCountAsync(0);
        await page.Locator(".vt-row", new() { HasText = "StartTransaction" }).Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail tr", new() { HasText = "meterStart" })).ToContainTextAsync("Meter when the session began, Wh");
        await page.Locator("aside.detail .session a", new() { HasText = $"S-{number}" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"S-{number}");
    }

    [Fact]
    public async Task Raw_MessageThatBreaksTheRules_IsAskedForSentAndAnsweredInTheLog()
    {
        const string Id = "RAW-01";
        await EnterAsync(Id);
        await using var station = await FakeStation.ConnectAsync(new UriBuilder(Host.Address) { Scheme = "ws" }.Uri, Id);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"1","BootNotification",{"chargePointVendor":"Arden","chargePointModel":"T2"}]"""), StringComparison.Ordinal);
        Assert.Null(await Host.Services.GetRequiredService<RawDesk>().SendAsync(AccessScope.Nobody, StationId.Parse(Id), "Reset", JsonElement.Parse("{}")));
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=messages");
        await page.ClickAsync("[data-key=raw]");
        var form = page.Locator(".rz-dialog");
        await form.Locator("#raw-action").FillAsync("Reset");
        await Assertions.Expect(form.Locator("#raw-payload")).ToHaveValueAsync("{\n  \"type\": \"Hard\"\n}");
        await Assertions.Expect(form.Locator("#raw-check")).ToContainTextAsync("Fits OCPP 1.6.");
        await form.Locator("#raw-payload").FillAsync("""{"type":"Gently"}""");
        await Assertions.Expect(form.Locator("#raw-check")).ToContainTextAsync("type has the undefined value \"Gently\"");
        await form.Locator("[data-key=send-raw]").ClickAsync();
        await Assertions.Expect(form.Locator(".ban.warn")).ToBeVisibleAsync();
        await form.GetByText("Send anyway").ClickAsync();

        var call = JsonElement.Parse(await station.ReceiveAsync());
        Assert.Equal(("Reset", """{"type":"Gently"}"""), (call[2].GetString(), call[3].GetRawText()));
        await station.SendAsync($$"""[4,"{{call[1].GetString()}}","PropertyConstraintViolation","no such type",{}]""");
        await Assertions.Expect(form.Locator(".answer")).ToContainTextAsync("CALLERROR");
        await Assertions.Expect(form.Locator(".ban")).ToContainTextAsync("no such type");
        await form.GetByText("Show in the log").ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("aside.detail .ban")).ToHaveTextAsync("PropertyConstraintViolation: no such type");
        await Assertions.Expect(page.Locator("aside.detail tr.bad")).ToContainTextAsync("Gently");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Reset" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Search_OfWhatIsOld_GoesBackSpanBySpanAndTellsHowFar()
    {
        const string Id = "BACK-01";
        await EnterAsync(Id);
        await using (var insert = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            INSERT INTO csms.frames (at, station_key, direction, message_type, action, message_id, payload)
            SELECT now() - day * interval '1 day', key, 0, 2, 'DataTransfer', 'd' || day, CASE WHEN day IN (10, 30) THEN '{"data":"needle"}' ELSE '{"data":"hay"}' END
            FROM csms.stations, unnest(ARRAY[1, 10, 12, 30]) day WHERE id = 'BACK-01'
            """)) Assert.Equal(4, await insert.ExecuteNonQueryAsync());
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=messages&mq=needle");
        var further = page.Locator("[data-key=further]");
        var rows = page.Locator(".vt-row a[data-row-link]");

        // A day ago is the newest; the seven days before that hold no needle.
        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync("Searched back to");
        await further.ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".vt-foot")).ToContainTextAsync("1 found, searched back to");
        await further.ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".vt-foot")).ToContainTextAsync("2, all there are");
        await Assertions.Expect(further).ToHaveCountAsync(0);

        // The file holds what the whole search finds, and a frame's own address is found however old it is.
        var file = await (await page.APIRequest.GetAsync($"/stations/{Id}/messages.jsonl?mq=needle")).TextAsync();
        Assert.Equal(["d10", "d30"], file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("messageId").GetString()));
        await rows.Nth(1).ClickAsync();
        await page.ReloadLiveAsync();
        await Assertions.Expect(page.Locator("aside.detail")).ToContainTextAsync("d30");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await page.GoLiveAsync($"/stations/{Id}?tab=messages");
        await Assertions.Expect(rows).ToHaveCountAsync(4);
    }

    private static async Task SaysAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "chargePointModel fehlt" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "12.345 Wh" })).ToHaveCountAsync(1);
    }
}
