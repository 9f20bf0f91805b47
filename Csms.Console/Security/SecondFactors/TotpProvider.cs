using Csms.Console.Security.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.SecondFactors;

/// <summary>Checks a code of the authenticator app. A code counts once: the step it belongs to is taken in one statement, whoever asks at the same time.</summary>
internal sealed class TotpProvider(IDbContextFactory<ConsoleDbContext> databases, KeySeal seal, TimeProvider time) : IUserTwoFactorTokenProvider<ConsoleUser>
{
    public const string Name = "Totp";

    public Task<string> GenerateAsync(string purpose, UserManager<ConsoleUser> manager, ConsoleUser user) => throw new NotSupportedException("The app makes the codes.");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<ConsoleUser> manager, ConsoleUser user)
    {
        await using var database = await databases.CreateDbContextAsync();
        var key = await database.AuthenticatorKeys.AsNoTracking().SingleOrDefaultAsync(one => one.UserId == user.Id);
        if (key is null || seal.Open(user.Id, key.Sealed) is not { } secret || Totp.Match(secret, token, time.GetUtcNow(), key.LastStep) is not { } step) return false;
        return await database.AuthenticatorKeys.Where(one => one.UserId == user.Id && one.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastStep, step)) == 1;
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<ConsoleUser> manager, ConsoleUser user) => Task.FromResult(user.TwoFactorEnabled);
}
