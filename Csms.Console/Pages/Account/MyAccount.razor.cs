using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Csms.Console.Pages.Account;

/// <summary>One's own account: way in, language and time, and where one is signed in.</summary>
public sealed partial class MyAccount
{
    private const int RefreshSeconds = 10;

    private static readonly string[] _zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private ConsoleUser? _user;
    private SecondFactorState? _factor;
    private IReadOnlyList<SignInSession> _sessions = [];
    private Guid? _present;
    private string? _provider;
    private string _locale = "", _zone = "";
    private bool _wrongZone;

    [Inject] private UserAccounts Accounts { get; set; } = null!;
    [Inject] private SignInSessions Sessions { get; set; } = null!;
    [Inject] private ProviderLogins Logins { get; set; } = null!;
    [Inject] private SignOnProvider Provider { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    // Without a password of one's own, and the provider asks everybody for a second factor.
    private bool AtProvider => _user?.PasswordHash is null && _factor is null && Provider.HasEveryFactor;

    private Actor By => new(ActorKind.User, _user!.Id.ToString(), _user.DisplayName);

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Authentication is null || !Guid.TryParse((await Scope.GetAsync()).Actor.Id, out var id)) return;
        _present = SignInSessions.Of((await Authentication).User);
        (_user, _factor) = (await Accounts.FindAsync(id), await Accounts.SecondFactorAsync(id));
        if (_user is null) return;
        _provider = (await Logins.ProvidersAsync()).GetValueOrDefault(id);
        (_locale, _zone) = (_user.Locale ?? "", _user.Zone ?? "");
        await LookAsync();
        Ticker.Tick += OnTick;
    }

    private void OnTick(long second)
    {
        if (second % RefreshSeconds != 0) return;
        _ = InvokeAsync(async () =>
        {
            await LookAsync();
            StateHasChanged();
        });
    }

    private async Task LookAsync() => _sessions = await Sessions.ListAsync(_user!.Id);

    private string NameOf(SignInSession session) => BrowserName.Of(session.Agent) switch
    {
        ({ } browser, { } system) => T["My.BrowserOn", browser, system],
        ({ } browser, null) => browser,
        (null, { } system) => system,
        _ => session.Agent.Length > 0 ? session.Agent : T["My.UnknownBrowser"],
    };

    private async Task SaveAsync()
    {
        var zone = string.IsNullOrWhiteSpace(_zone) ? null : _zone.Trim();
        _wrongZone = zone is not null && Formats.Find(zone) is null;
        if (_wrongZone) return;
        await Accounts.SetPreferencesAsync(_user!.Id, ConsoleCulture.Offered.Any(culture => culture.Name == _locale) ? _locale : null, zone, By);
        // Language is of the circuit: it begins anew.
        Navigation.NavigateTo("/account", forceLoad: true);
    }

    private async Task EndAsync(SignInSession session)
    {
        await Sessions.EndAsync(_user!.Id, session.Id, By);
        await LookAsync();
    }

    private async Task EndOthersAsync()
    {
        if (!await Ask.ConfirmAsync(T["My.SignOutOthersTitle"], T["My.SignOutOthersText"], T["My.SignOutOthers"])) return;
        await Accounts.SignOutOthersAsync(_user!.Id, _present, By);
        await LookAsync();
    }
}
