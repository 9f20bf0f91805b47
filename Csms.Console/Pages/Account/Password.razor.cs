using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Security.SignIns;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Csms.Console.Pages.Account;

/// <summary>Change of one's own password; forced after one given by someone else.</summary>
public sealed partial class Password
{
    private List<string> _errors = [];
    private bool _forced;

    [Inject] private SignInManager<ConsoleUser> Manager { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private SignInSessions Sessions { get; set; } = null!;

    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromForm] private Form? Input { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var user = await Manager.UserManager.GetUserAsync(Context.User);
        _forced = user?.MustChangePassword == true;
    }

    private async Task ChangeAsync()
    {
        if (await Manager.UserManager.GetUserAsync(Context.User) is not { } user) return;
        if (Input?.Next == Input?.Current)
        {
            _errors = [L["Password.Same"]];
            return;
        }
        user.MustChangePassword = false;
        var changed = await Manager.UserManager.ChangePasswordAsync(user, Input?.Current ?? "", Input?.Next ?? "");
        if (!changed.Succeeded)
        {
            _errors = [.. changed.Errors.Select(error => error.Description)];
            return;
        }
        await Sessions.EndOthersAsync(user.Id, SignInSessions.Of(Context.User), Context.RequestAborted);
        await Manager.RefreshSignInAsync(user);
        await Audit.WriteAsync(new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), "user.changePassword", "user", user.Id.ToString());
        Navigation.NavigateTo("/");
    }

    private sealed class Form
    {
        public string? Current { get; set; }
        public string? Next { get; set; }
    }
}
