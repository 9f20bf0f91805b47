using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Support;

/// <summary>The real host and the system's Chromium in front of it.</summary>
public class BrowserHost : ConsoleHost
{
    /// <summary>Password of the accounts that <see cref="AsAsync"/> makes.</summary>
    public const string RolePassword = "every-role-has-it-9";

    // Cookies of who signed in before: the form is walked through once a person.
    private readonly Dictionary<string, string> _signedIn = [];
    private readonly List<IBrowserContext> _open = [], _kept = [];
    private IBrowser? _browser;

    /// <inheritdoc />
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _browser = await SharedBrowser.TakeAsync();
    }

    /// <summary>A new person's browser at the given width.</summary>
    public Task<IPage> OpenAsync(string path = "/", int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB") =>
        OpenAsync(null, path, width, height, scheme, locale);

    /// <summary>Opens a page as the administrator and waits until its circuit is live; the pages of the account have none.</summary>
    public Task<IPage> SignedInAsync(string path = "/", int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB", bool live = true) =>
        SignedInAsync(AdminEmail, AdminPassword, path, width, height, scheme, locale, live);

    /// <summary>Opens a page as somebody with this role everywhere and waits until its circuit is live.</summary>
    public async Task<IPage> AsAsync(Role role, string path = "/")
    {
        var email = $"{role}@example.com".ToLowerInvariant();
        if (!_signedIn.ContainsKey(email)) await CreateAsync(email, RolePassword, role);
        return await SignedInAsync(email, RolePassword, path);
    }

    /// <summary>Makes an account.</summary>
    public async Task CreateAsync(string email, string password, Role role, bool mustChangePassword = false)
    {
        var made = await Services.GetRequiredService<UserAccounts>().CreateAsync(
            new NewAccount(email, email, password, [new GrantWish(role, null)], mustChangePassword), AccessScope.System.Actor);
        Assert.True(made.Succeeded, string.Join(' ', made.Errors));
    }

    /// <summary>Opens a page as this person and waits until its circuit is live.</summary>
    public async Task<IPage> SignedInAsync(string email, string password, string path = "/", int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB", bool live = true)
    {
        var known = _signedIn.TryGetValue(email, out var cookies);
        var page = await OpenAsync(cookies, known ? path : $"/sign-in?returnUrl={Uri.EscapeDataString(path)}", width, height, scheme, locale);
        if (!known) await SignInAsync(page, email, password);
        if (live) await page.LiveAsync();
        else await page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/sign-in");
        if (!known) _signedIn[email] = await page.Context.StorageStateAsync();
        return page;
    }

    /// <summary>Fills and sends the sign-in form.</summary>
    public static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", password);
        await page.ClickAsync("button[type=submit]");
    }

    /// <summary>This person's browser stays open until the host ends: for who walks through many pages.</summary>
    public void Keep(IPage page)
    {
        if (_open.Remove(page.Context)) _kept.Add(page.Context);
    }

    /// <summary>Everybody closes their browser, but for those who are to stay.</summary>
    public async Task CloseAllAsync()
    {
        foreach (var context in _open) await context.CloseAsync();
        _open.Clear();
    }

    /// <inheritdoc />
    public override async Task DisposeAsync()
    {
        await CloseAllAsync();
        foreach (var context in _kept) await context.CloseAsync();
        if (_browser is not null) await SharedBrowser.GiveBackAsync();
        await base.DisposeAsync();
    }

    /// <summary>A browser before its first page.</summary>
    protected virtual void Opening(IBrowserContext context)
    {
    }

    private async Task<IPage> OpenAsync(string? cookies, string path, int width, int height, ColorScheme scheme, string locale)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(), ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale, StorageState = cookies,
        });
        context.SetDefaultTimeout(SharedBrowser.Patience);
        _open.Add(context);
        Opening(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }
}
