using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Csms.Console.Pages.Account;

/// <summary>Language and time zone of one's own console.</summary>
public sealed partial class Preferences
{
    private static readonly string[] _zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private ConsoleUser? _user;
    private bool _wrongZone;

    [Inject] private SignInManager<ConsoleUser> Manager { get; set; } = null!;
    [Inject] private UserAccounts Accounts { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromForm] private Form? Input { get; set; }

    protected override async Task OnInitializedAsync() => _user = await Manager.UserManager.GetUserAsync(Context.User);

    private async Task SaveAsync()
    {
        if (_user is null) return;
        var zone = string.IsNullOrWhiteSpace(Input?.Zone) ? null : Input.Zone.Trim();
        _wrongZone = zone is not null && Formats.Find(zone) is null;
        if (_wrongZone) return;
        var locale = ConsoleCulture.Offered.Any(culture => culture.Name == Input?.Locale) ? Input!.Locale : null;
        await Accounts.SetPreferencesAsync(_user.Id, locale, zone);
        (_user.Locale, _user.Zone) = (locale, zone);
        await Manager.RefreshSignInAsync(_user);
        Navigation.NavigateTo("/");
    }

    private sealed class Form
    {
        public string? Locale { get; set; }
        public string? Zone { get; set; }
    }
}
