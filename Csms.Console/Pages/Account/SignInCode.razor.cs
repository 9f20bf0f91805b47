using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SignIns;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Account;

/// <summary>The second step of a sign-in: a code of the app, or a recovery code. Wrong ones count towards the lock of the account.</summary>
public sealed partial class SignInCode
{
    private string? _error;

    [Inject] private ConsoleSignIn Manager { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromForm] private Form? Input { get; set; }
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }
    [SupplyParameterFromQuery] private string? Recovery { get; set; }
    [SupplyParameterFromQuery] private string? Remember { get; set; }

    private bool IsRecovery => Recovery is not null;

    /// <summary>The address of this step.</summary>
    internal static string Of(string? returnUrl, bool remember, bool recovery = false) =>
        $"/sign-in/code?returnUrl={Uri.EscapeDataString(LocalUrl.OrStart(returnUrl))}{(remember ? "&remember=1" : "")}{(recovery ? "&recovery=1" : "")}";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (await Manager.GetTwoFactorAuthenticationUserAsync() is null) Navigation.NavigateTo($"/sign-in?returnUrl={Uri.EscapeDataString(LocalUrl.OrStart(ReturnUrl))}");
    }

    private string Here(bool recovery) => Of(ReturnUrl, Remember is not null, recovery);

    private async Task ConfirmAsync()
    {
        if (await Manager.GetTwoFactorAuthenticationUserAsync() is not { } user) return;
        var provider = IsRecovery ? RecoveryProvider.Name : TotpProvider.Name;
        var result = await Manager.TwoFactorSignInAsync(provider, Input?.Code ?? "", Remember is not null, rememberClient: false);
        if (!result.Succeeded)
        {
            await Manager.NoteRefusedAsync(user, result, provider);
            _error = T["Code.Wrong"];
            return;
        }
        await Manager.NoteAsync(user, provider);
        Navigation.NavigateTo(user.MustChangePassword ? "/account/password" : LocalUrl.OrStart(ReturnUrl));
    }

    private sealed class Form
    {
        public string? Code { get; set; }
    }
}
