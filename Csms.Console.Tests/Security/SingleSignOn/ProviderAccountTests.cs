using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Invitations;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Csms.Console.Security.Storage;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>Whom a person of the provider becomes here.</summary>
[Collection(ProviderCollection.Name)]
public sealed class ProviderAccountTests(ProviderHost host)
{
    [Fact]
    public async Task FirstSignIn_WithoutAccountOrInvitation_IsRefusedAndAudited()
    {
        host.Reset("stranger");
        Assert.Equal("NoAccount", await RefusedAsync());
        var entry = Assert.Single(await host.AuditAsync("stranger@example.com"));
        Assert.Equal("signIn.refused", entry.Action);
        Assert.Contains("NoAccount", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstSignIn_WhereAccountsAreMade_MakesOneWithoutPasswordOnce()
    {
        host.Reset("fresh");
        host.Settings.CreateAccounts = true;
        await InAsync();
        await InAsync();
        var made = (await host.UserAsync("fresh@example.com"))!;
        Assert.Equal(("Name of fresh", null), (made.DisplayName, made.PasswordHash));
        var sessions = await host.Services.GetRequiredService<SignInSessions>().ListAsync(made.Id);
        Assert.Equal([ProviderHost.Name, ProviderHost.Name], sessions.Select(session => session.Provider));
        Assert.DoesNotContain(host.Provider.LastToken, sessions.Select(session => session.SealedIdToken));
        Assert.Equal(["signIn", "signIn", "user.create"], (await host.AuditAsync(made.Id.ToString())).Select(entry => entry.Action));

        // Another address at the provider is the same person still.
        host.Provider.Person["email"] = "married@example.com";
        await InAsync();
        Assert.Null(await host.UserAsync("married@example.com"));
    }

    [Theory]
    [InlineData(false, true, false, "NoAccount")]
    [InlineData(true, false, false, "EmailNotVerified")]
    [InlineData(true, true, false, null)]
    [InlineData(true, false, true, null)]
    public async Task FirstSignIn_OfAKnownAddress_TakesTheAccountOverOnlyWhereAllowedAndProven(bool linkByEmail, bool verified, bool trust, string? refusal)
    {
        var subject = $"known-{linkByEmail}-{verified}-{trust}".ToLowerInvariant();
        var user = await host.MakeAsync($"{subject}@example.com", Role.Viewer);
        host.Reset(subject);
        (host.Settings.LinkByEmail, host.Settings.TrustEmail) = (linkByEmail, trust);
        host.Provider.Person["email_verified"] = verified;
        Assert.Equal(refusal, await RefusedAsync());
        Assert.Equal(refusal is null, (await host.AuditAsync(user.Id.ToString())).Any(entry => entry.Action == "user.link"));

        // The address was given to somebody else there: that one is not let in.
        if (refusal is not null) return;
        host.Provider.Person["sub"] = $"{subject}-2";
        Assert.Equal("NoAccount", await RefusedAsync());
    }

    [Fact]
    public async Task Invitation_ByItsLink_IsAcceptedWithAnyAddress()
    {
        var desk = host.Services.GetRequiredService<InvitationDesk>();
        var invited = await desk.InviteAsync(new NewInvitation("asked@example.com", "Asked", [new GrantWish(Role.Technician, "NORTH")]), AccessScope.System.Actor, host.Address);
        var token = invited.Link![(invited.Link!.IndexOf("token=", StringComparison.Ordinal) + 6)..];
        host.Reset("asked-sub", "private@example.org");
        host.Provider.Person["email_verified"] = false;
        using var browser = host.Walk();
        await browser.GoAsync($"/sign-in/provider?invitation={token}");
        Assert.True(browser.IsIn);
        var made = (await host.UserAsync("asked@example.com"))!;
        Assert.Equal([(Role.Technician, "NORTH")], made.Grants.Select(grant => (grant.Role, grant.SiteId)));
        Assert.Null(await desk.FindAsync(token));
    }

    [Fact]
    public async Task Invitation_ByItsAddress_IsAcceptedWhenProven()
    {
        var desk = host.Services.GetRequiredService<InvitationDesk>();
        await desk.InviteAsync(new NewInvitation("expected@example.com", "Expected", [new GrantWish(Role.Support, null)]), AccessScope.System.Actor, host.Address);
        host.Reset("expected");
        host.Provider.Person["email_verified"] = false;
        Assert.Equal("EmailNotVerified", await RefusedAsync());
        host.Provider.Person["email_verified"] = true;
        await InAsync();
        Assert.Equal(Role.Support, Assert.Single((await host.UserAsync("expected@example.com"))!.Grants).Role);
    }

    /// <summary>A password of an account that has no roles today opens what the provider gives it tomorrow.</summary>
    [Fact]
    public async Task Password_OfAnAccountWhoseRolesTheProviderGives_IsGivenByAdministratorsAlone()
    {
        host.Reset("promoted");
        (host.Settings.CreateAccounts, host.Settings.GroupRoles) = (true, "ops=Viewer; admins=Administrator");
        host.Provider.Person["groups"] = new JsonArray("ops");
        await InAsync();
        var user = (await host.UserAsync("promoted@example.com"))!;
        var desk = host.Services.GetRequiredService<UserDesk>();
        var weak = new AccessScope(new Actor(ActorKind.ApiKey, "1", "Weak"), ((string[])[Permissions.UsersManage, .. Permissions.Of(Role.Operator)]).Select(permission => KeyValuePair.Create(permission, SiteSet.Everything)));
        Assert.Equal((AccountResult.NotYours, null), await desk.ResetPasswordAsync(user.Id, weak));
        Assert.Equal(AccountResult.NotYours, await desk.UnlinkAsync(user.Id, weak));
        Assert.Null((await host.UserAsync("promoted@example.com"))!.PasswordHash);
        Assert.True((await desk.LockAsync(user.Id, false, weak)).Succeeded);
        host.Settings.GroupRoles = "";
        Assert.NotNull((await desk.ResetPasswordAsync(user.Id, weak)).Password);
    }

    /// <summary>Whoever made or reset the lesser account may know its password.</summary>
    [Theory]
    [InlineData(Role.Viewer, "admins", false)]
    [InlineData(Role.Viewer, "ops", true)]
    [InlineData(Role.Administrator, "admins", true)] // nobody with less could give it one
    public async Task Password_OfAnAccountThatIsTakenOver_EndsWhenTheProviderGivesMore(Role before, string group, bool stays)
    {
        var subject = $"taken-{before}-{group}".ToLowerInvariant();
        var user = await host.MakeAsync($"{subject}@example.com", before);
        var sessions = host.Services.GetRequiredService<SignInSessions>();
        var earlier = await sessions.OpenAsync(user.Id, null, null, "of whoever knows the password", CancellationToken.None);
        await using (var database = await host.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync())
        {
            database.AuthenticatorKeys.Add(new AuthenticatorKey { UserId = user.Id, Sealed = host.Services.GetRequiredService<KeySeal>().Seal(user.Id, new byte[Totp.SecretBytes]), Since = DateTimeOffset.UtcNow });
            await database.SaveChangesAsync();
        }
        host.Reset(subject);
        (host.Settings.LinkByEmail, host.Settings.GroupRoles) = (true, "ops=Viewer; admins=Administrator");
        host.Provider.Person["groups"] = new JsonArray(group);
        await InAsync();

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
            Assert.Equal(stays, await users.CheckPasswordAsync((await users.FindByIdAsync(user.Id.ToString()))!, BrowserHost.RolePassword));
        }
        Assert.Equal(stays, await host.Accounts.SecondFactorAsync(user.Id) is not null);
        var open = await sessions.ListAsync(user.Id);
        Assert.Equal(stays, open.Any(session => session.Id == earlier));
        Assert.Contains(open, session => session.Provider == ProviderHost.Name); // the one that began with it goes on
        Assert.Equal(!stays, (await host.AuditAsync(user.Id.ToString())).Any(entry => entry.Action == "user.dropPassword"));
        await InAsync();
    }

    [Fact]
    public async Task Roles_OfTheGroups_AreSetAnewAtEachSignIn()
    {
        host.Reset("grouped");
        (host.Settings.CreateAccounts, host.Settings.GroupRoles) = (true, "ops=Operator; CN=north,OU=csms=Technician@NORTH");
        host.Provider.Person["groups"] = new JsonArray("elsewhere");
        Assert.Equal("NoRole", await RefusedAsync());
        Assert.Null(await host.UserAsync("grouped@example.com"));

        // Some providers tell groups at UserInfo alone.
        host.Provider.Person.Remove("groups");
        host.Provider.UserInfo = new JsonObject { ["groups"] = new JsonArray("ops", "elsewhere") };
        await InAsync();
        var user = (await host.UserAsync("grouped@example.com"))!;
        Assert.Equal([(Role.Operator, null)], user.Grants.Select(grant => (grant.Role, grant.SiteId)));

        host.Provider.UserInfo["groups"] = new JsonArray("CN=north,OU=csms");
        await InAsync();
        Assert.Equal([(Role.Technician, "NORTH")], (await host.UserAsync("grouped@example.com"))!.Grants.Select(grant => (grant.Role, grant.SiteId)));
        var changed = (await host.AuditAsync(user.Id.ToString())).First(entry => entry.Action == "user.rolesFromProvider");
        Assert.Contains("Operator", changed.Before, StringComparison.Ordinal);
        Assert.Contains("Technician@NORTH", changed.After, StringComparison.Ordinal);

        host.Provider.UserInfo["groups"] = new JsonArray();
        Assert.Equal("NoRole", await RefusedAsync());
        Assert.Empty((await host.UserAsync("grouped@example.com"))!.Grants);
    }

    [Fact]
    public async Task Account_ThatIsLocked_StaysOut()
    {
        host.Reset("locked");
        host.Settings.CreateAccounts = true;
        await InAsync();
        var user = (await host.UserAsync("locked@example.com"))!;
        await host.Accounts.LockAsync(user.Id, true, AccessScope.System.Actor);
        Assert.Equal("Locked", await RefusedAsync());
        Assert.Equal("signIn.refused", (await host.AuditAsync(user.Id.ToString()))[0].Action);

        await host.Accounts.LockAsync(user.Id, false, AccessScope.System.Actor);
        await host.Services.GetRequiredService<ProviderLogins>().UnlinkAsync(user.Id, AccessScope.System.Actor);
        host.Settings.CreateAccounts = false;
        Assert.Equal("NoAccount", await RefusedAsync());
    }

    [Fact]
    public async Task SecondFactor_OfOnesOwn_IsAskedForUnlessTheProviderHasSeenToOne()
    {
        host.Reset("careful");
        host.Settings.CreateAccounts = true;
        await InAsync();
        var user = (await host.UserAsync("careful@example.com"))!;
        await using (var database = await host.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync())
        {
            database.AuthenticatorKeys.Add(new AuthenticatorKey { UserId = user.Id, Sealed = host.Services.GetRequiredService<KeySeal>().Seal(user.Id, new byte[Totp.SecretBytes]), Since = DateTimeOffset.UtcNow });
            await database.Users.Where(one => one.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.TwoFactorEnabled, true));
            await database.SaveChangesAsync();
        }
        host.Provider.Person["amr"] = new JsonArray("pwd");
        using (var browser = host.Walk())
        {
            Assert.Equal("/sign-in/code", (await browser.GoAsync("/sign-in/provider?returnUrl=%2Fdenied")).Address.AbsolutePath);
            Assert.False(browser.IsIn);
        }
        host.Provider.Person["amr"] = new JsonArray("pwd", "otp");
        await InAsync();
        Assert.Contains("\"Provider\"", (await host.AuditAsync(user.Id.ToString()))[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondFactor_ThatARoleNeeds_IsSetUpHereUnlessTheProviderHasSeenToOne()
    {
        host.Reset("guarded");
        (host.Settings.CreateAccounts, host.Settings.GroupRoles) = (true, "ops=Operator");
        host.Provider.Person["groups"] = "ops";
        var rules = host.Services.GetRequiredService<SecurityRules>();
        await rules.SaveAsync(new HashSet<Role> { Role.Operator }, "test", CancellationToken.None);
        try
        {
            using var without = host.Walk();
            Assert.Equal("/account/two-factor", (await without.GoAsync("/sign-in/provider?returnUrl=%2Fdenied")).Address.AbsolutePath);
            host.Provider.Person["amr"] = new JsonArray("mfa");
            using var with = host.Walk();
            Assert.Equal("/denied", (await with.GoAsync("/sign-in/provider?returnUrl=%2Fdenied")).Address.AbsolutePath);
        }
        finally
        {
            await rules.SaveAsync(new HashSet<Role>(), "test", CancellationToken.None);
        }
    }

    private async Task InAsync() => Assert.Null(await RefusedAsync());

    // Why the person is not let in; null: is in.
    private async Task<string?> RefusedAsync()
    {
        using var browser = host.Walk();
        var (address, _) = await browser.GoAsync("/sign-in/provider?returnUrl=%2Fdenied");
        var refusal = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query).GetValueOrDefault("refused").ToString();
        Assert.Equal(refusal.Length == 0, browser.IsIn);
        return refusal.Length == 0 ? null : refusal;
    }
}
