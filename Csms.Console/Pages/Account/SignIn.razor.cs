using Csms.Console.Security;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Account;

/// <summary>Sign-in. One sentence for every failure, so that it tells nobody which accounts exist.</summary>
public sealed partial class SignIn
{
    private string? _error;
    private ProviderRefusal? _refusal;
    private string _code = "";

    [Inject] private ConsoleSignIn Manager { get; set; } = null!;
    [Inject] private SignOnProvider Provider { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm] private Form? Input { get; set; }
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }
    [SupplyParameterFromQuery] private string? Ended { get; set; }
    [SupplyParameterFromQuery] private string? Password { get; set; }
    [SupplyParameterFromQuery] private string? Refused { get; set; }
    [SupplyParameterFromQuery] private string? Code { get; set; }

    // Where the provider is the only way the form is a step aside, for administrators when the provider is away.
    private bool WithPassword => !Provider.IsOnlyWay || Password is not null;

    private string PasswordHref => $"/sign-in?password=1{(LocalUrl.OrStart(ReturnUrl) is not "/" and var to ? $"&returnUrl={Uri.EscapeDataString(to)}" : "")}";

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (!Provider.IsOn || !EnumName.TryFind<ProviderRefusal>(Refused, out var refusal)) return;
        _refusal = refusal;
        // Only what our own codes are made of: nobody else's words come onto this page.
        if (Code is { Length: <= 8 } code && code.All(char.IsAsciiHexDigitLower)) _code = code;
    }

    private async Task SignInAsync()
    {
        var email = Input?.Email?.Trim() ?? "";
        var remember = Input?.Remember ?? false;
        _refusal = null;
        var user = await Manager.UserManager.FindByNameAsync(email);
        if (user is null || !await Provider.MayUsePasswordAsync(user, Context.RequestAborted))
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
