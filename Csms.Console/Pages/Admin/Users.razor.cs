using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Invitations;
using Csms.Console.Security.SingleSignOn;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Admin;

/// <summary>People, their roles and their way in.</summary>
public sealed partial class Users
{
    private IReadOnlyList<ConsoleUser> _users = [], _shown = [];
    private IReadOnlyList<Invitation> _pending = [];
    private IReadOnlyDictionary<Guid, string> _bound = new Dictionary<Guid, string>();
    private (string Name, string Password)? _given;
    private InvitationResult? _invited;
    private string? _error;
    private bool _loaded;

    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private InvitationDesk Desk { get; set; } = null!;
    [Inject] private UserDesk Managed { get; set; } = null!;
    [Inject] private ProviderLogins Logins { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private IConfiguration Configuration { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }

    protected override async Task OnInitializedAsync() => await LoadAsync();

    protected override void OnParametersSet() => Filter();

    private async Task LoadAsync()
    {
        var scope = await Scope.GetAsync();
        (_users, _pending, _bound) = (await Managed.ListAsync(scope), await Managed.InvitationsAsync(scope), await Logins.ProvidersAsync());
        _loaded = true;
        Filter();
    }

    private void Filter() => _shown = string.IsNullOrWhiteSpace(Q)
        ? _users
        : [.. _users.Where(user => $"{user.DisplayName} {user.Email} {RolesOf(user)}".Contains(Q.Trim(), StringComparison.CurrentCultureIgnoreCase))];

    private bool IsLocked(ConsoleUser user) => user.LockoutEnd > Time.GetUtcNow();

    private string RolesOf(ConsoleUser user) => user.Grants.Count == 0
        ? Formats.Unknown
        : string.Join(", ", user.Grants.OrderBy(grant => grant.Role).Select(grant => WordsOf(new GrantWish(grant.Role, grant.SiteId))));

    private string WayOf(ConsoleUser user) => (_bound.GetValueOrDefault(user.Id), user.PasswordHash) switch
    {
        ({ } provider, null) => provider,
        ({ } provider, _) => $"{provider}, {T["My.Password"].Value}",
        (null, null) => Formats.Unknown,
        _ => T["My.Password"],
    };

    private string WordsOf(GrantWish grant) => grant.SiteId is null ? L[$"Role.{grant.Role}"].Value : $"{L[$"Role.{grant.Role}"].Value} ({grant.SiteId})";

    // Checked again here: a circuit can outlive the right to this page.
    private async Task<AccessScope?> ScopeAsync() => await Scope.GetAsync() is var scope && scope.Can(Permissions.UsersManage) ? scope : null;

    private async Task RenewAsync(Invitation invitation)
    {
        (_given, _error, _invited) = (null, null, null);
        if (await ScopeAsync() is not { } scope) return;
        var result = await Managed.RenewAsync(invitation.Id, scope, ConsoleAddress.Of(Configuration, Navigation.BaseUri));
        if (result.Error is { } error) _error = T[$"Invite.Error.{error}"];
        else _invited = result;
        await LoadAsync();
    }

    private async Task WithdrawAsync(Invitation invitation)
    {
        if (!await Ask.ConfirmAsync(T["Invite.WithdrawTitle", invitation.DisplayName], T["Invite.WithdrawText"], T["Invite.Withdraw"], danger: true) || await ScopeAsync() is not { } scope) return;
        _error = await Managed.WithdrawAsync(invitation.Id, scope) is { } refusal and not InvitationRefusal.Gone ? T[$"Invite.Error.{refusal}"].Value : null;
        _invited = null;
        await LoadAsync();
    }

    private Task AddAsync() => OpenAsync(L["Users.AddTitle"], null);

    private Task EditAsync(ConsoleUser user) => OpenAsync(user.DisplayName, user);

    private async Task OpenAsync(string title, ConsoleUser? user)
    {
        (_given, _error, _invited) = (null, null, null);
        var parameters = new Dictionary<string, object?> { [nameof(UserForm.User)] = user, [nameof(UserForm.Bound)] = user is null ? null : _bound.GetValueOrDefault(user.Id) };
        if (await Ask.FormAsync<UserForm>(title, parameters) is UserFormResult result)
        {
            _given = result.Password is { } password ? (result.Name, password) : null;
            (_error, _invited) = (result.Error, result.Invitation);
            await LoadAsync();
        }
    }
}
