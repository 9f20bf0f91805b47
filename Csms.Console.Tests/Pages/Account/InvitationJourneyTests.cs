using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.Invitations;
using Csms.Console.Security.Storage;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Tests.Incidents;
using Csms.Engine.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Account;

/// <summary>From the invitation to the first sign-in.</summary>
public sealed class InvitationJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    private const string Password = "a-choice-of-my-own-1";

    [Fact]
    public async Task Invitation_ByLink_MakesAnAccountWithItsRolesAtItsSiteOnce()
    {
        const string email = "invited@example.com", site = "INVITED";
        await Host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = site, Name = "Depot Nord" }, CancellationToken.None);
        var admin = await Host.SignedInAsync("/admin/users");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        await admin.ClickAsync("[data-key=invite]");
        await Assertions.Expect(admin.Locator(".rz-dialog .wrong")).ToHaveCountAsync(3);
        await admin.FillAsync("#u-email", email);
        await admin.FillAsync("#u-name", "In Vited");
        await admin.Locator(".place", new() { HasText = "Depot Nord" }).ClickAsync();
        await admin.Locator(".grant", new() { HasText = "Technician" }).Locator("input").CheckAsync();
        await Assertions.Expect(admin.Locator(".place", new() { HasText = "Depot Nord" })).ToContainTextAsync("Technician");
        await admin.ClickAsync("[data-key=invite]");
        var link = await admin.Locator(".copybox code").InnerTextAsync();
        await Assertions.Expect(admin.Locator(".invitation")).ToContainTextAsync("Technician (INVITED)");
        await using (var database = await Host.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync())
            Assert.Equal(32, (await database.Invitations.AsNoTracking().SingleAsync(one => one.Email == email)).TokenHash.Length);

        var page = await Host.OpenAsync(link);
        await page.FillAsync("#password", "aaaaaaaaaaaa");
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("4 different characters");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("In Vited");
        await page.FillAsync("#password", Password);
        await page.ClickAsync("button[type=submit]");
        await page.LiveAsync();

        var user = (await Host.Services.GetRequiredService<UserAccounts>().ListAsync()).Single(one => one.Email == email);
        Assert.Equal(new GrantWish(Role.Technician, site), new GrantWish(user.Grants.Single().Role, user.Grants.Single().SiteId));
        var again = await Host.OpenAsync(link);
        await Assertions.Expect(again.Locator("h1")).ToHaveTextAsync("This invitation is no longer valid");
        await admin.ReloadLiveAsync();
        await Assertions.Expect(admin.Locator(".vt-row", new() { HasText = email })).ToHaveCountAsync(1);
        await Assertions.Expect(admin.Locator(".invitation")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Invitation_WithdrawnOrRenewed_EndsTheEarlierLink()
    {
        const string email = "changed-mind@example.com";
        var desk = Host.Services.GetRequiredService<InvitationDesk>();
        var first = await desk.InviteAsync(new NewInvitation(email, "Changed Mind", [new GrantWish(Role.Viewer, null)]), AccessScope.System.Actor, Host.Address);
        var twice = await desk.InviteAsync(new NewInvitation(email.ToUpperInvariant(), "Again", []), AccessScope.System.Actor, Host.Address);
        Assert.Equal(InvitationRefusal.Invited, twice.Error);

        var admin = await Host.SignedInAsync("/admin/users");
        var row = admin.Locator(".invitation", new() { HasText = email });
        await row.GetByRole(AriaRole.Button, new() { Name = "New link" }).ClickAsync();
        var link = await admin.Locator(".copybox code").InnerTextAsync();
        Assert.Null(await desk.FindAsync(TokenOf(first.Link!)));
        Assert.NotNull(await desk.FindAsync(TokenOf(link)));
        await row.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await admin.Locator(".rz-dialog .btn.d").ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        Assert.Null(await desk.FindAsync(TokenOf(link)));

        var log = await Host.Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(Text: first.Invitation!.Id.ToString()), 0, 10);
        Assert.Equal(["invitation.create", "invitation.renew", "invitation.withdraw"], log.Entries.Select(entry => entry.Action).Reverse());
    }

    [Fact]
    public async Task Invitation_WithAMailServer_GoesByMailAndItsLinkWorks()
    {
        const string email = "by-mail@example.com";
        await using var mails = new MailCatcher();
        var channels = Host.Services.GetRequiredService<ChannelDirectory>();
        var channel = new NotificationChannel { Id = Guid.NewGuid(), Name = "Mail", Kind = ChannelKind.Email, Host = "127.0.0.1", Port = mails.Port, StartTls = false, From = "console@example.com", To = ["ops@example.com"] };
        await channels.PutAsync(channel, null, CancellationToken.None);
        try
        {
            var result = await Host.Services.GetRequiredService<InvitationDesk>().InviteAsync(new NewInvitation(email, "By Mail", [new GrantWish(Role.Viewer, null)]), AccessScope.System.Actor, Host.Address);
            Assert.Null(result.Link);
            var mail = await Eventually.GetAsync(() => Task.FromResult(mails.Mails is [var taken, ..] ? taken : null), "the mail");
            Assert.Contains("by-mail@example.com", mail, StringComparison.Ordinal);
            Assert.NotNull(result.Invitation!.MailedAt);
        }
        finally
        {
            await channels.DeleteAsync(channel.Id, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Invitation_WhenTheMailServerRefuses_ShowsTheLinkAndWhy()
    {
        var channels = Host.Services.GetRequiredService<ChannelDirectory>();
        var channel = new NotificationChannel { Id = Guid.NewGuid(), Name = "Nobody listens", Kind = ChannelKind.Email, Host = "127.0.0.1", Port = 1, StartTls = false, From = "console@example.com", To = ["ops@example.com"] };
        await channels.PutAsync(channel, null, CancellationToken.None);
        try
        {
            var result = await Host.Services.GetRequiredService<InvitationDesk>().InviteAsync(new NewInvitation("no-mail@example.com", "No Mail", []), AccessScope.System.Actor, Host.Address);
            Assert.NotNull(result.Link);
            Assert.Equal(SendAnswer.NotTaken, result.MailFault!.Code);
        }
        finally
        {
            await channels.DeleteAsync(channel.Id, CancellationToken.None);
        }
    }

    private static string TokenOf(string link) => link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..];
}
