using Csms.Console.Security;
using Csms.Console.Security.SignIns;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Account;

/// <summary>Sign-in. One sentence for every failure, so that it tells nobody which accounts exist.</summary>
public sealed partial class SignIn
{
    private string? _error;

    [Inject] private ConsoleSignIn Manager { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromForm] private Form? Input { get; set; }
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }
    [SupplyParameterFromQuery] private string? Ended { get; set; }

    private async Task SignInAsync()
    {
        var email = Input?.Email?.Trim() ?? "";
        var remember = Input?.Remember ?? false;
        var user = await Manager.UserManager.FindByNameAsync(email);
        if (user is null)
        {
            // The work of a wrong password, so that the time taken does not tell either.
            Manager.UserManager.PasswordHasher.HashPassword(new ConsoleUser(), Input?.Password ?? "");
            _error = L["SignIn.Wrong"];
            return;
        }
        var result = await Manager.PasswordSignInAsync(user, Input?.Password ?? "", remember, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            Navigation.NavigateTo(SignInCode.Of(ReturnUrl, remember));
            return;
        }
        if (!result.Succeeded)
        {
            _error = L["SignIn.Wrong"];
            await Manager.NoteRefusedAsync(user, result);
            return;
        }
        await Manager.NoteAsync(user, factor: null);
        Navigation.NavigateTo(user.MustChangePassword ? "/account/password" : LocalUrl.OrStart(ReturnUrl));
    }

    private sealed class Form
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool Remember { get; set; }
    }
}
