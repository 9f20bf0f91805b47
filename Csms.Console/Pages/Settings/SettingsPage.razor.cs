using System.Collections.Immutable;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Engine.Storage;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Settings;

/// <summary>What an administrator may change while the program runs, and what the configuration says.</summary>
public sealed partial class SettingsPage
{
    private LiveSettings? _opened;
    private IReadOnlyList<ConfiguredSetting> _configured = [];
    private IReadOnlyList<ConsoleUser> _users = [];
    private ImmutableSortedSet<Role> _roles = [];
    private (TagTone Tone, string Title, string Text)? _told;
    private bool _acceptUnknown;
    private string _text = "";

    [Inject] private SettingsDesk Desk { get; set; } = null!;
    [Inject] private UserAccounts Accounts { get; set; } = null!;
    [Inject] private IConfiguration Configuration { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    private bool Changed => _opened is { } opened && (_acceptUnknown != opened.AcceptUnknown || !_roles.SetEquals(opened.SecondFactorRoles));

    // People whom the choice leads to the set-up.
    private int Concerned => _users.Count(user => !user.TwoFactorEnabled && user.PasswordHash is not null && user.Grants.Exists(grant => _roles.Contains(grant.Role)));

    private IEnumerable<ConfiguredSetting> Shown => _configured.Where(setting => setting.Key.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _configured = ConfigurationView.Of(Configuration);
        _users = await Accounts.ListAsync();
        await DiscardAsync();
    }

    private async Task DiscardAsync()
    {
        _opened = await Desk.ReadAsync();
        (_acceptUnknown, _roles, _told) = (_opened.AcceptUnknown, _opened.SecondFactorRoles, null);
    }

    private async Task SaveAsync()
    {
        var scope = await Scope.GetAsync();
        if (!scope.Sites(Permissions.SettingsManage).All)
        {
            _told = (TagTone.Danger, L["Denied.Title"], L["Denied.Text"]);
            return;
        }
        if (await Desk.SaveAsync(_opened!, _acceptUnknown, _roles, scope.Actor))
        {
            await DiscardAsync();
            _told = (TagTone.Ok, T["Saved"], T["SavedText"]);
            return;
        }
        // What was entered stays; what is in force now is what it is compared with from here on.
        _opened = await Desk.ReadAsync();
        var who = (_opened.AcceptUnknownFrom, _opened.SecondFactorFrom) switch
        {
            ({ } one, { } other) => one.At > other.At ? one.By : other.By,
            var (one, other) => (one ?? other)?.By,
        };
        _told = (TagTone.Warn, T["Conflict", who ?? Formats.Unknown], T["ConflictText"]);
    }

    // What the configuration names for stations counts again from each start on (CONTRACTS 24).
    private string From(SettingOrigin? origin, string? startsWith = null) => origin is null
        ? T["FromConfiguration"]
        : T[startsWith is not null && !string.IsNullOrEmpty(Configuration[startsWith]) ? "FromPersonUntilStart" : "FromPerson", origin.By, Formats.Exact(origin.At)];

    private string SourceOf(ConfiguredSetting setting) => setting.Source switch
    {
        null => T["Source.default"],
        "environment" => T["Source.environment"],
        "arguments" => T["Source.arguments"],
        var file => file,
    };
}
