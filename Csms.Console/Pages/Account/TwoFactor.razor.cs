using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Account;

/// <summary>One's own second factor: set up, new recovery codes, off. A page without a circuit, because it writes the cookie anew.</summary>
public sealed partial class TwoFactor
{
    /// <summary>From how many recovery codes on new ones are asked for.</summary>
    private const int FewCodes = 3;

    private const string NewCodes = "codes", TurnOff = "off";

    private ConsoleUser? _user;
    private SecondFactorState? _state;
    private PendingKey? _pending;
    private IReadOnlyList<string>? _codes;
    private string? _error;
    private bool _hasPassword = true, _required, _atProvider;

    [Inject] private ConsoleSignIn Manager { get; set; } = null!;
    [Inject] private SecondFactor Factor { get; set; } = null!;
    [Inject] private SecurityRules Rules { get; set; } = null!;
    [Inject] private SignOnProvider Provider { get; set; } = null!;
    [Inject] private AccessDirectory Directory { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromForm(FormName = "confirm")] private ConfirmForm? Confirm { get; set; }
    [SupplyParameterFromForm(FormName = "manage")] private ManageForm? Manage { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _user = await Manager.UserManager.GetUserAsync(Context.User);
        if (_user is null) return;
        Formats.UseZone(_user.Zone);
        _hasPassword = _user.PasswordHash is not null;
        _required = (await Directory.OfUserAsync(_user.Id, Context.RequestAborted)).Roles.Any(Rules.SecondFactorRoles.Contains);
        _state = await Factor.StateAsync(_user.Id, Context.RequestAborted);
        _atProvider = !_hasPassword && _state is null && Provider.HasEveryFactor;
        if (_state is null && !_atProvider) _pending = Factor.Begin(_user);
    }

    private async Task ConfirmAsync()
    {
        if (_user is null || _state is not null || _atProvider) return;
        if (Factor.Continue(_user, Confirm?.Sealed) is not { } pending)
        {
            _error = T["Factor.Expired"];
            return;
        }
        _pending = pending;
        _codes = await Factor.ConfirmAsync(_user, pending, Confirm?.Code ?? "", SignInSessions.Of(Context.User), Context.RequestAborted);
        if (_codes is null) _error = T["Factor.WrongCode"];
        else await Manager.RefreshSignInAsync(_user);
    }

    private async Task ManageAsync()
    {
        if (_user is null || _state is null) return;
        var right = _hasPassword ? await Manager.CheckPasswordSignInAsync(_user, Manage?.Password ?? "", lockoutOnFailure: true) : await Manager.CheckCodeAsync(_user, Manage?.Code ?? "");
        if (!right.Succeeded)
        {
            await Manager.NoteRefusedAsync(_user, right);
            _error = T[_hasPassword ? "Factor.WrongPassword" : "Code.Wrong"];
            return;
        }
        if (Manage?.Wish == NewCodes)
        {
            _codes = await Factor.NewCodesAsync(_user, Context.RequestAborted);
            return;
        }
        await Factor.RemoveAsync(_user, SignInSessions.Of(Context.User), Context.RequestAborted);
        await Manager.RefreshSignInAsync(_user);
        Navigation.NavigateTo(_required ? "/account/two-factor" : "/account");
    }

    private sealed class ConfirmForm
    {
        public string? Sealed { get; set; }
        public string? Code { get; set; }
    }

    private sealed class ManageForm
    {
        public string? Password { get; set; }
        public string? Code { get; set; }
        public string? Wish { get; set; }
    }
}
