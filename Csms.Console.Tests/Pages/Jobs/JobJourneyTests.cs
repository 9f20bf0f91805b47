using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Jobs;

/// <summary>A job from the ticked stations to the last note: staff at a desk, a technician with nothing but the link and a phone.</summary>
public sealed class JobJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Job_StaffMakesItPhoneWorksThroughIt_EverythingIsSeenAtTheDesk()
    {
        await EnterAsync("FIELD-01");
        await EnterAsync("FIELD-02");
        await using var good = new VirtualStation(Charger("FIELD-01") with { Speed = 1 });
        await using var late = new VirtualStation(Charger("FIELD-02", OcppVersion.V16) with { Speed = 1, Quirks = [new ClockBehind()] });
        await good.ConnectAndBootAsync(Deadline);
        await late.ConnectAndBootAsync(Deadline);
        await good.PlugInAsync(1, new VirtualVehicle());

        var staff = await Host.AsAsync(Role.Technician, "/stations?q=FIELD-0");
        await Assertions.Expect(staff.Locator(".vt-row")).ToHaveCountAsync(2);
        await staff.Locator(".vt-head input").ClickAsync();
        await staff.ClickAsync("[data-key=job]");
        await staff.ClickAsync("[data-key=make]");
        await Assertions.Expect(staff.Locator(".rz-dialog .wrong")).ToHaveTextAsync("A title is needed.");
        await staff.FillAsync("#j-title", "Commissioning, deck 2");
        await staff.ClickAsync("[data-key=make]");
        await Assertions.Expect(staff.Locator(".rz-dialog .qr")).ToBeVisibleAsync();
        var link = new Uri(await staff.Locator(".rz-dialog .copybox code").InnerTextAsync()).AbsolutePath;
        await staff.ClickAsync("[data-key=done]");
        await Assertions.Expect(staff.Locator("h1")).ToHaveTextAsync("Commissioning, deck 2");

        var phone = await Host.OpenAsync(link, 390, 844);
        await Assertions.Expect(phone.Locator("[data-link-state]")).ToHaveTextAsync("Online");
        await phone.InOrderAsync("phone");
        await phone.FillAsync("#by", "Kim");
        await phone.ClickAsync("[data-run-all]");
        foreach (var item in (string[])["Connects", "Boots", "Clock", "MeterValues", "StartStop-1", "Unlock-1"])
            await Assertions.Expect(phone.Locator($"[data-item='{item}']")).ToHaveAttributeAsync("data-state", "Passed");
        await phone.SetInputFilesAsync("#photo-file", new FilePayload { Name = "plate.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg });
        await Assertions.Expect(phone.Locator("[data-item=Photo]")).ToHaveAttributeAsync("data-state", "Passed");
        await Assertions.Expect(phone.Locator(".thumbs img")).ToHaveCountAsync(1);
        await Assertions.Expect(phone.Locator(".pick [data-station='FIELD-01'] svg")).ToHaveCountAsync(1); // all of it is done

        await phone.FillAsync("#note-text", "Fuse 3 was loose.");
        await phone.Context.SetOfflineAsync(true);
        await phone.ClickAsync("#note-form button");
        await Assertions.Expect(phone.Locator("#note-form .said")).ToContainTextAsync("Nothing is lost");
        await Assertions.Expect(phone.Locator("#net")).ToContainTextAsync("No connection");
        await Assertions.Expect(phone.Locator("[data-link-state]")).ToBeHiddenAsync(); // never green on stale knowledge
        await phone.Context.SetOfflineAsync(false);
        await phone.ReloadStillAsync();
        await Assertions.Expect(phone.Locator("#note-text")).ToHaveValueAsync("Fuse 3 was loose.");
        await phone.ClickAsync("#note-form button");
        await Assertions.Expect(phone.Locator(".note")).ToContainTextAsync("Fuse 3 was loose.");
        await phone.ClickAsync("#frames summary");
        await Assertions.Expect(phone.Locator(".frame", new() { HasText = "UnlockConnector" })).ToContainTextAsync("Unlocked");
        await Assertions.Expect(phone.Locator("#p-frames")).Not.ToContainTextAsync("JOB");

        await phone.ClickAsync(".pick [data-station='FIELD-02']");
        await phone.ClickAsync("[data-run=Clock]");
        await Assertions.Expect(phone.Locator("[data-item=Clock]")).ToHaveAttributeAsync("data-state", "Failed");
        await Assertions.Expect(phone.Locator("[data-item=Clock]")).ToContainTextAsync("The station's clock is");
        await phone.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await phone.InOrderAsync("phone");
        await phone.ClickAsync("[data-skip=Clock]");
        await phone.FillAsync("#skip-note", "No GPS in the basement.");
        await phone.ClickAsync("#skip .btn.p");
        await Assertions.Expect(phone.Locator("[data-item=Clock]")).ToContainTextAsync("Left out: No GPS in the basement.");

        await Assertions.Expect(staff.Locator("[data-job-station='FIELD-01'] [data-line='StartStop-1']")).ToHaveAttributeAsync("data-state", "Passed");
        await Assertions.Expect(staff.Locator("[data-job-station='FIELD-01'] [data-photo] img")).ToHaveCountAsync(1);
        await Assertions.Expect(staff.Locator("[data-job-station='FIELD-02'] [data-line=Clock]")).ToContainTextAsync("Kim");
        await staff.ClickAsync("[data-key=close]");
        await staff.ClickAsync(".rz-dialog .formbar .btn.d");
        await Assertions.Expect(staff.Locator(".head .tag")).ToHaveTextAsync("Closed");
        await Assertions.Expect(phone.Locator("h1")).ToHaveTextAsync("This job is closed");

        await staff.GoLiveAsync("/stations/FIELD-01?tab=notes");
        await staff.FillAsync("#n-text", "Seen at the desk.");
        await staff.ClickAsync("[data-key=add-note]");
        await Assertions.Expect(staff.Locator("[data-note]")).ToHaveCountAsync(2);
        await staff.Locator("[data-note]", new() { HasText = "Fuse 3" }).Locator("[data-key=delete-note]").ClickAsync();
        await staff.ClickAsync(".rz-dialog .formbar .btn.d");
        await Assertions.Expect(staff.Locator("[data-note]")).ToHaveCountAsync(1);

        var entries = (await Host.Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(), 0, 200)).Entries;
        Assert.All((string[])["job.test.run", "job.test.skip", "station.note.add", "station.photo.add"],
            action => Assert.Contains(entries, entry => entry.Action == action && entry is { ActorKind: ActorKind.Job, ActorName: "Commissioning, deck 2" }));
        Assert.Contains(entries, entry => entry is { Action: "station.note.delete", ActorKind: ActorKind.User, SubjectId: "FIELD-01" });
        Assert.DoesNotContain(entries, entry => $"{entry.Before}{entry.After}".Contains(link[5..], StringComparison.Ordinal)); // the link itself is nowhere
    }
}
