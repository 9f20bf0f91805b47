using Csms.Console.Security.Invitations;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Account;

/// <summary>Where the link of an invitation leads: name and password of one's own, and in.</summary>
public sealed partial class Invited
{
    private Invitation? _invitation;
    private IReadOnlyList<string> _errors = [];

    [Inject] private InvitationDesk Desk { get; set; } = null!;
    [Inject] private ConsoleSignIn Manager { get; set; } = null!;
    [Inject] private SignOnProvider Provider { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Context { get; set; } = null!;
    [SupplyParameterFromForm] private Form? Input { get; set; }
    [SupplyParameterFromQuery] private string? Token { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _invitation = await Desk.FindAsync(Token, Context.RequestAborted);

    private async Task AcceptAsync()
    {
        if (Provider.IsOnlyWay) return;
        var made = await Desk.AcceptAsync(Token, Input?.Name ?? "", Input?.Password ?? "", Context.RequestAborted);
        if (made is null)
        {
            _invitation = null;
            return;
        }
        if (!made.Succeeded)
        {
            _errors = made.Errors;
            return;
        }
        await Manager.SignInAsync(made.User!, isPersistent: false);
        await Manager.NoteAsync(made.User!, factor: null);
        Navigation.NavigateTo("/");
    }

    private sealed class Form
    {
        public string? Name { get; set; }
        public string? Password { get; set; }
    }
}
