using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Csms.Console.Security.Storage;

namespace Csms.Console.Pages.Account;

/// <summary>Sign-in. One sentence for every failure but a lock, so that it tells nobody which accounts exist.</summary>
public sealed partial class SignIn
{
    private string? _error;

    [Inject] private SignInManager<ConsoleUser> Manager { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private IDbContextFactory<ConsoleDbContext> Databases { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromForm] private Form? Input { get; set; }
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }
    [SupplyParameterFromQuery] private string? Ended { get; set; }

    private async Task SignInAsync()
    {
        var email = Input?.Email?.Trim() ?? "";
        var user = await Manager.UserManager.FindByNameAsync(email);
        if (user is null)
        {
            // The work of a wrong password, so that the time taken does not tell either.
            Manager.UserManager.PasswordHasher.HashPassword(new ConsoleUser(), Input?.Password ?? "");
            _error = L["SignIn.Wrong"];
            return;
        }
        var result = await Manager.PasswordSignInAsync(user, Input?.Password ?? "", Input?.Remember ?? false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            _error = L["SignIn.Wrong"];
            await Audit.WriteAsync(new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), result.IsLockedOut ? "signIn.locked" : "signIn.refused", "user", user.Id.ToString());
            return;
        }
        await using (var database = await Databases.CreateDbContextAsync())
        {
            var now = Time.GetUtcNow();
            await database.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSignInAt, now));
        }
        await Audit.WriteAsync(new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), "signIn", "user", user.Id.ToString());
        Navigation.NavigateTo(user.MustChangePassword ? "/account/password" : LocalUrl.OrStart(ReturnUrl));
    }

    private sealed class Form
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool Remember { get; set; }
    }
}
