using System.Security.Claims;
using System.Security.Cryptography;
using Csms.Console.Security.Audit;
using Csms.Console.Security.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.SignIns;

/// <summary>The browsers people are signed in with. One that ends here ends at once, open pages included.</summary>
internal sealed class SignInSessions(IDbContextFactory<ConsoleDbContext> databases, IDataProtectionProvider protection, AccessDirectory directory, IAuditLog audit, TimeProvider time)
{
    /// <summary>Claim of a cookie: which session it is.</summary>
    public const string Claim = "csms:session";

    /// <summary>How long a cookie lives without a request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private const int AgentLength = 300;
    private readonly IDataProtector _tokens = protection.CreateProtector("Csms.SignIn.IdToken.v1");
    private static readonly TimeSpan _exactness = TimeSpan.FromMinutes(1);

    /// <summary>Which session this principal belongs to.</summary>
    public static Guid? Of(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(Claim), out var id) ? id : null;

    /// <summary>Goes on with a session of this person, or begins one.</summary>
    public async Task<Guid> OpenAsync(Guid userId, Guid? present, string? address, string agent, CancellationToken cancellationToken, string? provider = null, string? idToken = null)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (present is { } id && await database.SignInSessions.AnyAsync(session => session.Id == id && session.UserId == userId, cancellationToken)) return id;
        await database.SignInSessions.Where(session => session.UserId == userId && session.SeenAt < now - Lifetime).ExecuteDeleteAsync(cancellationToken);
        var made = new SignInSession { Id = Guid.NewGuid(), UserId = userId, Since = now, SeenAt = now, Address = address, Agent = agent.Length > AgentLength ? agent[..AgentLength] : agent, Provider = provider, SealedIdToken = idToken is null ? null : _tokens.Protect(idToken) };
        database.SignInSessions.Add(made);
        await database.SaveChangesAsync(cancellationToken);
        return made.Id;
    }

    /// <summary>Whether it goes on; noted as seen, at most once a minute.</summary>
    public async Task<bool> IsOpenAsync(ClaimsPrincipal? principal, string? address, CancellationToken cancellationToken)
    {
        if (Of(principal) is not { } id) return false;
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var seen = await database.SignInSessions.Where(session => session.Id == id).Select(session => (DateTimeOffset?)session.SeenAt).SingleOrDefaultAsync(cancellationToken);
        if (seen is null) return false;
        if (now - seen >= _exactness)
            await database.SignInSessions.Where(session => session.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(session => session.SeenAt, now).SetProperty(session => session.Address, session => address ?? session.Address), cancellationToken);
        return true;
    }

    /// <summary>Of one person, last seen first.</summary>
    public async Task<IReadOnlyList<SignInSession>> ListAsync(Guid userId, CancellationToken cancellationToken = default)
    {
        var oldest = time.GetUtcNow() - Lifetime;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.SignInSessions.AsNoTracking().Where(session => session.UserId == userId && session.SeenAt >= oldest).OrderByDescending(session => session.SeenAt).ThenBy(session => session.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The provider's token of a session; null: none was kept.</summary>
    public async Task<string?> IdTokenAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var held = await database.SignInSessions.Where(session => session.Id == id).Select(session => session.SealedIdToken).SingleOrDefaultAsync(cancellationToken);
        try
        {
            return held is null ? null : _tokens.Unprotect(held);
        }
        catch (CryptographicException)
        {
            return null; // sealed with a key ring that is gone: the person is signed out here alone
        }
    }

    /// <summary>The person signs out in this browser.</summary>
    public async Task CloseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.SignInSessions.Where(session => session.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends one session of a person, from elsewhere.</summary>
    public async Task EndAsync(Guid userId, Guid id, Actor by, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var session = await database.SignInSessions.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.UserId == userId, cancellationToken);
        if (session is null) return;
        await database.SignInSessions.Where(one => one.Id == id).ExecuteDeleteAsync(cancellationToken);
        directory.Forget(userId);
        await audit.WriteAsync(by, "user.signOutSession", "user", userId.ToString(), before: new { session.Address, session.Agent, session.Since }, cancellationToken: cancellationToken);
    }

    /// <summary>Ends all sessions of a person but this one; whoever calls has changed the account and audits that.</summary>
    public async Task<int> EndOthersAsync(Guid userId, Guid? keep, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var ended = await database.SignInSessions.Where(session => session.UserId == userId && session.Id != keep).ExecuteDeleteAsync(cancellationToken);
        directory.Forget(userId);
        return ended;
    }
}
