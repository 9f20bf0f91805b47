using Csms.Console.Security.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.SecondFactors;

/// <summary>Takes a recovery code, once.</summary>
internal sealed class RecoveryProvider(IDbContextFactory<ConsoleDbContext> databases) : IUserTwoFactorTokenProvider<ConsoleUser>
{
    public const string Name = "Recovery";

    public Task<string> GenerateAsync(string purpose, UserManager<ConsoleUser> manager, ConsoleUser user) => throw new NotSupportedException("Recovery codes are made at set-up.");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<ConsoleUser> manager, ConsoleUser user)
    {
        var hash = RecoveryCodeText.HashOf(token);
        await using var database = await databases.CreateDbContextAsync();
        // Of 80 random bits only the hash is compared: what the database's comparison takes tells nothing that helps to guess the next one.
        return await database.RecoveryCodes.Where(code => code.UserId == user.Id && code.Hash == hash).ExecuteDeleteAsync() == 1;
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<ConsoleUser> manager, ConsoleUser user) => Task.FromResult(user.TwoFactorEnabled);
}
