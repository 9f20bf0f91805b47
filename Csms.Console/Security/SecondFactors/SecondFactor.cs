using System.Security.Cryptography;
using Csms.Console.Security.Audit;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.SecondFactors;

/// <summary>Sets up, renews and removes the second factor of one person, within one request; every change ends the person's other sessions.</summary>
internal sealed class SecondFactor(UserManager<ConsoleUser> users, ConsoleDbContext database, KeySeal seal, SignInSessions sessions, AccessDirectory directory, IAuditLog audit, TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1);

    /// <summary>A fresh secret for the app.</summary>
    public PendingKey Begin(ConsoleUser user) => Pending(user, RandomNumberGenerator.GetBytes(Totp.SecretBytes));

    /// <summary>The secret of <see cref="Begin"/> on its way back; null when it is too old or another person's.</summary>
    public PendingKey? Continue(ConsoleUser user, string? sealedSecret) =>
        seal.OpenPending(user.Id, sealedSecret) is { } secret ? Pending(user, secret) : null;

    /// <summary>Switches it on when the code proves that the app has the secret; the recovery codes are given back here and never again.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(ConsoleUser user, PendingKey pending, string code, Guid? keepSession, CancellationToken cancellationToken = default)
    {
        if (Totp.Match(pending.Secret, code, time.GetUtcNow(), lastStep: 0) is not { } step) return null;
        await database.AuthenticatorKeys.Where(key => key.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        database.AuthenticatorKeys.Add(new AuthenticatorKey { UserId = user.Id, Sealed = seal.Seal(user.Id, pending.Secret), LastStep = step, Since = time.GetUtcNow() });
        var codes = await RenewAsync(user, cancellationToken);
        await SwitchAsync(user, true);
        await ToldAsync(user, "user.secondFactor.on", keepSession, cancellationToken);
        return codes;
    }

    /// <summary>New recovery codes; the earlier ones stop working.</summary>
    public async Task<IReadOnlyList<string>> NewCodesAsync(ConsoleUser user, CancellationToken cancellationToken = default)
    {
        var codes = await RenewAsync(user, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await audit.WriteAsync(ActorOf(user), "user.secondFactor.newCodes", "user", user.Id.ToString(), cancellationToken: cancellationToken);
        return codes;
    }

    /// <summary>Switched off by the person.</summary>
    public async Task RemoveAsync(ConsoleUser user, Guid? keepSession, CancellationToken cancellationToken = default)
    {
        await ClearAsync(user.Id, cancellationToken);
        await SwitchAsync(user, false);
        await ToldAsync(user, "user.secondFactor.off", keepSession, cancellationToken);
    }

    /// <summary>Takes away what it rests on; whoever calls switches the flag of the account.</summary>
    public async Task ClearAsync(Guid userId, CancellationToken cancellationToken)
    {
        await database.AuthenticatorKeys.Where(key => key.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await database.RecoveryCodes.Where(code => code.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>What the person has; null: nothing.</summary>
    public async Task<SecondFactorState?> StateAsync(Guid userId, CancellationToken cancellationToken = default)
    {
        var since = await database.AuthenticatorKeys.Where(key => key.UserId == userId).Select(key => (DateTimeOffset?)key.Since).SingleOrDefaultAsync(cancellationToken);
        return since is null ? null : new SecondFactorState(since.Value, await database.RecoveryCodes.CountAsync(code => code.UserId == userId, cancellationToken));
    }

    private PendingKey Pending(ConsoleUser user, byte[] secret)
    {
        const string issuer = "CSMS Console";
        var label = Uri.EscapeDataString($"{issuer}:{user.Email}");
        return new PendingKey(secret, seal.SealPending(user.Id, secret, _patience), $"otpauth://totp/{label}?secret={Base32.Encode(secret)}&issuer={Uri.EscapeDataString(issuer)}");
    }

    private async Task<IReadOnlyList<string>> RenewAsync(ConsoleUser user, CancellationToken cancellationToken)
    {
        var codes = Enumerable.Range(0, RecoveryCodeText.Count).Select(_ => RecoveryCodeText.New()).ToList();
        await database.RecoveryCodes.Where(code => code.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        database.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { UserId = user.Id, Hash = RecoveryCodeText.HashOf(code) }));
        return codes;
    }

    // Saves what was added beside it, in one transaction: the store of the accounts works on the same context.
    private async Task SwitchAsync(ConsoleUser user, bool on)
    {
        var done = await users.SetTwoFactorEnabledAsync(user, on);
        if (!done.Succeeded) throw new InvalidOperationException($"The second factor could not be saved: {string.Join(' ', done.Errors.Select(error => error.Code))}");
    }

    private async Task ToldAsync(ConsoleUser user, string action, Guid? keepSession, CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(user.Id, keepSession, cancellationToken);
        directory.Forget(user.Id);
        await audit.WriteAsync(ActorOf(user), action, "user", user.Id.ToString(), cancellationToken: cancellationToken);
    }

    private static Actor ActorOf(ConsoleUser user) => new(ActorKind.User, user.Id.ToString(), user.DisplayName);
}
