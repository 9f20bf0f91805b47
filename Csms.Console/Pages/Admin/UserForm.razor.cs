using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Invitations;
using Csms.Console.Security.SingleSignOn;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Csms.Console.Pages.Admin;

/// <summary>Adds a person, or changes name, roles and the way in of one.</summary>
public sealed partial class UserForm
{
    private readonly HashSet<GrantWish> _grants = [];
    private IReadOnlyList<string> _errors = [];
    private string _email = "", _name = "";
    private bool _tried;
    private SiteSet? _places;

    [Inject] private UserDesk Accounts { get; set; } = null!;
    [Inject] private InvitationDesk Desk { get; set; } = null!;
    [Inject] private SignOnProvider Provider { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private IConfiguration Configuration { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Who is changed; null adds.</summary>
    [Parameter] public ConsoleUser? User { get; set; }

    /// <summary>What the provider is called that the account is bound to; null: none.</summary>
    [Parameter] public string? Bound { get; set; }

    private bool EmailGood => UserDesk.IsEmail(_email);
    private bool NameGood => !string.IsNullOrWhiteSpace(_name);
    private bool Locked => User?.LockoutEnd > Time.GetUtcNow();

    protected override async Task OnInitializedAsync()
    {
        if (User is not null)
        {
            _name = User.DisplayName;
            _grants.UnionWith(UserDesk.Held(User));
        }

        _places = (await Scope.GetAsync()).Sites(Permissions.UsersManage);
    }

    // Checked again here: a circuit can outlive the right to this page.
    private async Task<AccessScope?> ScopeAsync()
    {
        var scope = await Scope.GetAsync();
        if (scope.Can(Permissions.UsersManage)) return scope;
        _errors = [L["Denied.Title"]];
        return null;
    }

    private bool NewGood
    {
        get
        {
            _tried = true;
            return NameGood && EmailGood && _grants.Count > 0;
        }
    }

    private async Task InviteAsync()
    {
        if (!NewGood || await ScopeAsync() is not { } scope) return;
        var result = await Accounts.InviteAsync(new NewInvitation(_email, _name, [.. _grants]), scope, ConsoleAddress.Of(Configuration, Navigation.BaseUri));
        if (result.Error is { } error) _errors = [T[$"Invite.Error.{error}"]];
        else Dialogs.Close(new UserFormResult(_name, Invitation: result));
    }

    private async Task AddAsync()
    {
        if (!NewGood || await ScopeAsync() is not { } scope) return;
        var (made, password) = await Accounts.AddAsync(_email, _name, _grants, scope);
        if (made.Succeeded) Dialogs.Close(new UserFormResult(_name, password));
        else Tell(made);
    }

    private async Task SaveAsync()
    {
        _tried = true;
        if (!NameGood || await ScopeAsync() is not { } scope) return;
        End(await Accounts.UpdateAsync(User!.Id, _name, _grants, scope));
    }

    private async Task ResetAsync()
    {
        if (!await Ask.ConfirmAsync(L["Users.ResetTitle", User!.DisplayName], L["Users.ResetText"], L["Users.Reset"]) || await ScopeAsync() is not { } scope) return;
        var (result, password) = await Accounts.ResetPasswordAsync(User.Id, scope);
        if (result.Succeeded) Dialogs.Close(new UserFormResult(User.DisplayName, password));
        else Tell(result);
    }

    private async Task ResetFactorAsync()
    {
        if (!await Ask.ConfirmAsync(T["Factor.ResetTitle", User!.DisplayName], T["Factor.ResetText"], T["Factor.Reset"], danger: true) || await ScopeAsync() is not { } scope) return;
        End(await Accounts.ResetSecondFactorAsync(User.Id, scope));
    }

    private async Task UnlinkAsync(string provider)
    {
        if (!await Ask.ConfirmAsync(T["Users.UnlinkTitle", User!.DisplayName, provider], T["Users.UnlinkText", provider], T["Users.Unlink"], danger: true) || await ScopeAsync() is not { } scope) return;
        End(await Accounts.UnlinkAsync(User.Id, scope));
    }

    private async Task SignOutAsync()
    {
        if (!await Ask.ConfirmAsync(L["Users.SignOutTitle", User!.DisplayName], L["Users.SignOutText"], L["Users.SignOut"]) || await ScopeAsync() is not { } scope) return;
        End(await Accounts.SignOutAsync(User.Id, scope));
    }

    private async Task LockAsync()
    {
        var locked = Locked;
        if (!locked && !await Ask.ConfirmAsync(L["Users.LockTitle", User!.DisplayName], L["Users.LockText"], L["Users.Lock"], danger: true)) return;
        if (await ScopeAsync() is { } scope) End(await Accounts.LockAsync(User!.Id, !locked, scope));
    }

    private async Task DeleteAsync()
    {
        if (!await Ask.ConfirmAsync(L["Users.DeleteTitle", User!.DisplayName], L["Users.DeleteText"], L["Users.Delete"], danger: true) || await ScopeAsync() is not { } scope) return;
        End(await Accounts.DeleteAsync(User.Id, scope));
    }

    private void End(AccountResult result)
    {
        if (result.Succeeded) Dialogs.Close(new UserFormResult(_name));
        else Tell(result);
    }

    private void Tell(AccountResult result) => _errors =
        result == AccountResult.NotFound ? [T["Users.Error.NotFound"]]
        : result == AccountResult.LastAdministrator ? [T["Users.Error.LastAdministrator"]]
        : result == AccountResult.NotYours ? [T["Users.Error.NotYours"]] : result.Errors;
}
