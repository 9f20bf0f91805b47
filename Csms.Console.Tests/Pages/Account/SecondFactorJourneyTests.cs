using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.Storage;
using Csms.Console.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Account;

/// <summary>The second factor from set-up to loss, in a browser with an authenticator app of our own.</summary>
public sealed class SecondFactorJourneyTests(SecondFactorJourneyTests.ViewersNeedIt host) : BrowserTest(host), IClassFixture<SecondFactorJourneyTests.ViewersNeedIt>
{
    private const string Password = "a-password-of-mine-2";

    [Fact]
    public async Task SecondFactor_SetUp_IsAskedForAtTheNextSignIn()
    {
        const string email = "careful@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var page = await Host.SignedInAsync(email, Password, "/account");
        await page.ClickAsync("[data-key=factor] a");
        await Assertions.Expect(page.Locator("svg.qr path")).ToHaveCountAsync(1);
        await page.FillAsync("#code", "000000");
        await page.ClickAsync("form .btn.p");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("not the code the app shows");
        var app = await App.FromAsync(page);
        var codes = await TurnOnAsync(page, app);
        Assert.Equal(RecoveryCodeText.Count, codes.Distinct().Count());
        await page.ClickAsync(".card > a.btn.p");
        await Assertions.Expect(page.Locator("[data-key=factor]")).ToContainTextAsync("10 recovery codes left");

        // Nothing that would let anybody in stands in the database.
        await using (var database = await Host.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync())
        {
            var user = await database.Users.AsNoTracking().SingleAsync(one => one.Email == email);
            var key = await database.AuthenticatorKeys.AsNoTracking().SingleAsync(one => one.UserId == user.Id);
            Assert.DoesNotContain(Convert.ToBase64String(app.Secret), key.Sealed, StringComparison.Ordinal);
            Assert.All(await database.RecoveryCodes.AsNoTracking().Where(one => one.UserId == user.Id).ToListAsync(), code => Assert.Equal(32, code.Hash.Length));
        }

        var again = await Host.OpenAsync("/stations");
        await BrowserHost.SignInAsync(again, email, Password);
        await again.WaitForURLAsync("**/sign-in/code?*");
        await RefusedAsync(again, app.Last, "was used already");
        await EnterAsync(again, app.Next());
        await again.WaitForURLAsync("**/stations");
        await again.LiveAsync();

        var lost = await Host.OpenAsync("/sign-in");
        await BrowserHost.SignInAsync(lost, email, Password);
        await lost.GetByText("Use a recovery code").ClickAsync();
        await EnterAsync(lost, codes[0].ToLowerInvariant());
        await lost.LiveAsync();
        var twice = await Host.OpenAsync("/sign-in");
        await BrowserHost.SignInAsync(twice, email, Password);
        await twice.GetByText("Use a recovery code").ClickAsync();
        await RefusedAsync(twice, codes[0], "was used already");
    }

    [Fact]
    public async Task SecondStep_FiveWrongCodes_LocksTheAccount()
    {
        const string email = "guessed@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var page = await Host.SignedInAsync(email, Password, "/account/two-factor", live: false);
        var app = await App.FromAsync(page);
        await TurnOnAsync(page, app);

        var other = await Host.OpenAsync("/sign-in");
        await BrowserHost.SignInAsync(other, email, Password);
        for (var i = 0; i < 5; i++) await RefusedAsync(other, "12345", "the account is locked");
        await RefusedAsync(other, app.Next(), "the account is locked");
        Assert.Contains(await ActionsOfAsync(email), action => action == "signIn.locked");
    }

    [Fact]
    public async Task SecondFactor_TurnedOffWithThePassword_IsNotAskedForAnyMore()
    {
        const string email = "tired@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var page = await Host.SignedInAsync(email, Password, "/account/two-factor", live: false);
        var codes = await TurnOnAsync(page, await App.FromAsync(page));
        await page.GoStillAsync("/account/two-factor");
        await page.FillAsync("#password", "not-this-one-44");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("password is wrong");
        await page.FillAsync("#password", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "New recovery codes" }).ClickAsync();
        Assert.Empty((await CodesAsync(page)).Intersect(codes));
        await page.GoStillAsync("/account/two-factor");
        await page.FillAsync("#password", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await page.WaitForURLAsync("**/account");

        var again = await Host.OpenAsync("/sign-in");
        await BrowserHost.SignInAsync(again, email, Password);
        await again.LiveAsync();
        Assert.Equal(["user.secondFactor.on", "user.secondFactor.newCodes", "user.secondFactor.off"], (await ActionsOfAsync(email)).Where(action => action.StartsWith("user.secondFactor", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Role_ThatNeedsASecondFactor_LeadsToItsSetUpBeforeAnythingElse()
    {
        const string email = "viewer@example.com";
        await Host.CreateAsync(email, Password, Role.Viewer);
        var page = await Host.OpenAsync("/stations");
        await BrowserHost.SignInAsync(page, email, Password);
        await page.WaitForURLAsync("**/account/two-factor");
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Your role needs a second factor");
        await page.GoStillAsync("/stations");
        await page.WaitForURLAsync("**/account/two-factor");
        await TurnOnAsync(page, await App.FromAsync(page));
        await page.GoLiveAsync("/stations");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Stations");
    }

    [Fact]
    public async Task SecondFactor_ResetByAnAdministrator_EndsTheSessionsAndIsAudited()
    {
        const string email = "lost-it@example.com";
        await Host.CreateAsync(email, Password, Role.Operator);
        var page = await Host.SignedInAsync(email, Password, "/account/two-factor", live: false);
        await TurnOnAsync(page, await App.FromAsync(page));
        await page.GoLiveAsync("/stations");

        var admin = await Host.SignedInAsync("/admin/users");
        await admin.Locator(".vt-row", new() { HasText = email }).Locator("[data-row-link]").ClickAsync();
        await admin.ClickAsync("[data-key=reset-factor]");
        await admin.Locator(".rz-dialog").Last.Locator(".btn.d", new() { HasText = "Reset second factor" }).ClickAsync();

        await page.WaitForURLAsync("**/sign-in?returnUrl=*");
        await BrowserHost.SignInAsync(page, email, Password);
        await page.WaitForURLAsync("**/stations");
        Assert.Contains("user.secondFactor.reset", await ActionsOfAsync(email));
    }

    private static async Task EnterAsync(IPage page, string code)
    {
        await page.FillAsync("#code", code);
        await page.ClickAsync("form .btn.p");
    }

    // The field is empty again when the answer is there.
    private static async Task RefusedAsync(IPage page, string code, string why)
    {
        await EnterAsync(page, code);
        await Assertions.Expect(page.Locator("#code")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync(why);
    }

    private static async Task<string[]> TurnOnAsync(IPage page, App app)
    {
        await page.FillAsync("#code", app.Next());
        await page.ClickAsync("form .btn.p");
        return await CodesAsync(page);
    }

    private static async Task<string[]> CodesAsync(IPage page) => (await page.Locator(".codes").InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<IReadOnlyList<string>> ActionsOfAsync(string email)
    {
        var user = (await Host.Services.GetRequiredService<UserAccounts>().ListAsync()).Single(one => one.Email == email);
        var log = await Host.Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(Text: user.Id.ToString()), 0, 100);
        return [.. log.Entries.Select(entry => entry.Action).Reverse()];
    }

    /// <summary>Viewers need a second factor.</summary>
    public sealed class ViewersNeedIt : BrowserHost
    {
        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings) => settings["Csms:Security:SecondFactorRoles"] = "Viewer, Finance";
    }

    /// <summary>An authenticator app. It shows each code once, so that no test waits for the next half minute.</summary>
    private sealed class App(byte[] secret)
    {
        private long _step;

        public byte[] Secret => secret;

        public string Last => Totp.CodeAt(secret, _step);

        public static async Task<App> FromAsync(IPage page)
        {
            const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
            var text = (await page.Locator(".secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
            var bits = string.Concat(text.Select(letter => Convert.ToString(letters.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
            return new App([.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))]);
        }

        public string Next()
        {
            _step = Math.Max(_step + 1, Totp.StepAt(TimeProvider.System.GetUtcNow()));
            return Last;
        }
    }
}
