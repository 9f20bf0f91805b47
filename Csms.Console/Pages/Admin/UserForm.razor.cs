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

    [Inject] private UserAccounts Accounts { get; set; } = null!;
    [Inject] private InvitationDesk Desk { get; set; } = null!;
    [Inject] private SignOnProvider Provider { get; set; } = null!;
    [Inject] private ProviderLogins Logins { get; set; } = null!;
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

    private bool EmailGood => _email.Trim() is var email && email.Length > 2 && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1 && !email.Contains(' ', StringComparison.Ordinal);
    private bool NameGood => !string.IsNullOrWhiteSpace(_name);
    private bool Locked => User?.LockoutEnd > Time.GetUtcNow();

    protected override void OnInitialized()
    {
        if (User is null) return;
        _name = User.DisplayName;
        foreach (var held in User.Grants) _grants.Add(new GrantWish(held.Role, held.SiteId));
    }

    // Checked again here: a circuit can outlive the right to this page.
    private async Task<Actor?> ActorAsync()
    {
        var scope = await Scope.GetAsync();
        if (scope.Can(Permissions.UsersManage)) return scope.Actor;
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
        if (!NewGood || await ActorAsync() is not { } actor) return;
        var result = await Desk.InviteAsync(new NewInvitation(_email, _name, Grants()), actor, ConsoleAddress.Of(Configuration, Navigation));
        if (result.Error is { } error) _errors = [T[$"Invite.Error.{error}"]];
        else Dialogs.Close(new UserFormResult(_name, Invitation: result));
    }

    private async Task AddAsync()
    {
        if (!NewGood || await ActorAsync() is not { } actor) return;
        var password = PasswordText.New();
        var made = await Accounts.CreateAsync(new NewAccount(_email, _name, password, Grants(), MustChangePassword: true), actor);
        if (made.Succeeded) Dialogs.Close(new UserFormResult(_name, password));
        else _errors = made.Errors;
    }

    private async Task SaveAsync()
    {
        _tried = true;
        if (!NameGood || await ActorAsync() is not { } actor) return;
        End(await Accounts.UpdateAsync(User!.Id, _name, Grants(), actor));
    }

    private async Task ResetAsync()
    {
        if (!await Ask.ConfirmAsync(L["Users.ResetTitle", User!.DisplayName], L["Users.ResetText"], L["Users.Reset"]) || await ActorAsync() is not { } actor) return;
        var (result, password) = await Accounts.ResetPasswordAsync(User.Id, actor);
        if (result.Succeeded) Dialogs.Close(new UserFormResult(User.DisplayName, password));
        else _errors = result.Errors;
    }

    private async Task ResetFactorAsync()
    {
        if (!await Ask.ConfirmAsync(T["Factor.ResetTitle", User!.DisplayName], T["Factor.ResetText"], T["Factor.Reset"], danger: true) || await ActorAsync() is not { } actor) return;
        End(await Accounts.ResetSecondFactorAsync(User.Id, actor));
    }

    private async Task UnlinkAsync(string provider)
    {
        if (!await Ask.ConfirmAsync(T["Users.UnlinkTitle", User!.DisplayName, provider], T["Users.UnlinkText", provider], T["Users.Unlink"], danger: true) || await ActorAsync() is not { } actor) return;
        End(await Logins.UnlinkAsync(User.Id, actor));
    }

    private async Task SignOutAsync()
    {
        if (!await Ask.ConfirmAsync(L["Users.SignOutTitle", User!.DisplayName], L["Users.SignOutText"], L["Users.SignOut"]) || await ActorAsync() is not { } actor) return;
        End(await Accounts.SignOutEverywhereAsync(User.Id, actor));
    }

    private async Task LockAsync()
    {
        var locked = Locked;
        if (!locked && !await Ask.ConfirmAsync(L["Users.LockTitle", User!.DisplayName], L["Users.LockText"], L["Users.Lock"], danger: true)) return;
        if (await ActorAsync() is { } actor) End(await Accounts.LockAsync(User!.Id, !locked, actor));
    }

    private async Task DeleteAsync()
    {
        if (!await Ask.ConfirmAsync(L["Users.DeleteTitle", User!.DisplayName], L["Users.DeleteText"], L["Users.Delete"], danger: true) || await ActorAsync() is not { } actor) return;
        End(await Accounts.DeleteAsync(User.Id, actor));
    }

    private void End(AccountResult result)
    {
        if (result.Succeeded) Dialogs.Close(new UserFormResult(_name));
        else _errors = result.Errors;
    }

    // A role everywhere makes the same role at a site needless.
    private List<GrantWish> Grants() => [.. _grants.Where(grant => grant.SiteId is null || !_grants.Contains(new GrantWish(grant.Role, null)))];
}
