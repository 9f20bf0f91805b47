using Csms.Console.Security.Accounts;
using Csms.Console.Security.ApiKeys;
using Csms.Console.Security.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Csms.Console.Security;

/// <summary>Makes the first administrator and API key when there is none.</summary>
internal sealed partial class Bootstrap(IDbContextFactory<ConsoleDbContext> databases, UserAccounts accounts, ApiKeyStore keys, IOptions<BootstrapOptions> options, ILogger<Bootstrap> log)
{
    private const string DefaultEmail = "admin@localhost";

    /// <summary>Call it under the start-up lock: two nodes that start together must not make two.</summary>
    /// <param name="print">Where a random password is shown, once.</param>
    public async Task RunAsync(Action<string> print, CancellationToken cancellationToken)
    {
        var wanted = options.Value;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Users.AnyAsync(cancellationToken))
        {
            var email = string.IsNullOrWhiteSpace(wanted.AdminEmail) ? DefaultEmail : wanted.AdminEmail.Trim();
            var given = !string.IsNullOrEmpty(wanted.AdminPassword);
            var password = given ? wanted.AdminPassword! : PasswordText.New();
            var made = await accounts.CreateAsync(new NewAccount(email, "Administrator", password, [new GrantWish(Role.Administrator, null)], MustChangePassword: !given), AccessScope.System.Actor, cancellationToken);
            if (!made.Succeeded)
                throw new InvalidOperationException($"The first administrator could not be made: {string.Join(" ", made.Errors)} Change Csms__Bootstrap__AdminEmail or Csms__Bootstrap__AdminPassword.");
            if (!given) print($"\n  First sign-in: {email}   password: {password}\n  It is shown only now and has to be changed at the first sign-in.\n");
            AdministratorMade(email);
        }
        if (!string.IsNullOrEmpty(wanted.ApiKey) && !await database.ApiKeys.AnyAsync(cancellationToken))
        {
            await keys.CreateAsync(new NewApiKey("First key (from Csms__Bootstrap__ApiKey)", Permissions.All, null, null), AccessScope.System.Actor, wanted.ApiKey, cancellationToken);
            KeyMade();
        }
    }

    [LoggerMessage(7001, LogLevel.Information, "First administrator made: {Email}")]
    private partial void AdministratorMade(string email);

    [LoggerMessage(7002, LogLevel.Information, "First API key made from the environment")]
    private partial void KeyMade();
}
