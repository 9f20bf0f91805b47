using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Admin;

/// <summary>People, their roles and their way in.</summary>
public sealed partial class Users
{
    private IReadOnlyList<ConsoleUser> _users = [], _shown = [];
    private (string Name, string Password)? _given;
    private string? _error;
    private bool _loaded;

    [Inject] private UserAccounts Accounts { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }

    protected override async Task OnInitializedAsync() => await LoadAsync();

    protected override void OnParametersSet() => Filter();

    private async Task LoadAsync()
    {
        _users = await Accounts.ListAsync();
        _loaded = true;
        Filter();
    }

    private void Filter() => _shown = string.IsNullOrWhiteSpace(Q)
        ? _users
        : [.. _users.Where(user => $"{user.DisplayName} {user.Email} {RolesOf(user)}".Contains(Q.Trim(), StringComparison.CurrentCultureIgnoreCase))];

    private bool IsLocked(ConsoleUser user) => user.LockoutEnd > Time.GetUtcNow();

    private string RolesOf(ConsoleUser user) => user.Grants.Count == 0
        ? Formats.Unknown
        : string.Join(", ", user.Grants.OrderBy(grant => grant.Role).Select(grant => grant.SiteId is null ? L[$"Role.{grant.Role}"].Value : $"{L[$"Role.{grant.Role}"].Value} ({grant.SiteId})"));

    private Task AddAsync() => OpenAsync(L["Users.AddTitle"], null);

    private Task EditAsync(ConsoleUser user) => OpenAsync(user.DisplayName, user);

    private async Task OpenAsync(string title, ConsoleUser? user)
    {
        (_given, _error) = (null, null);
        var parameters = new Dictionary<string, object?> { [nameof(UserForm.User)] = user };
        if (await Ask.FormAsync<UserForm>(title, parameters, "560px") is UserFormResult result)
        {
            _given = result.Password is { } password ? (result.Name, password) : null;
            _error = result.Error;
            await LoadAsync();
        }
    }
}
