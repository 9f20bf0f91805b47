using System.Collections.Concurrent;
using System.Security.Claims;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.ApiKeys;
using Csms.Console.Security.Storage;
using Csms.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security;

/// <summary>
/// Scopes of users and keys, from memory. A change counts at once, on whichever node it was made; should the telling fail, within <see cref="Freshness"/>.
/// </summary>
internal sealed class AccessDirectory(IDbContextFactory<ConsoleDbContext> databases, ApiKeyDirectory keys, SecurityRules rules, TimeProvider time) : IKeepsEntered
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, (AccessScope Scope, DateTimeOffset ReadAt)> _users = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _changedAt = new();

    /// <summary>Whether a sign-in that was last checked at this time has to be checked again now.</summary>
    public bool ChangedSince(ClaimsPrincipal? principal, DateTimeOffset? checkedAt) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && _changedAt.TryGetValue(id, out var changed) && !(changed < checkedAt);

    /// <summary>An account was changed.</summary>
    public event Action<Guid>? Changed;

    public async ValueTask<AccessScope> ForAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.Identity?.IsAuthenticated != true
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return AccessScope.Nobody;
        if (principal.Identity.AuthenticationType == ApiKeyHandler.Scheme) return await keys.ScopeAsync(id, cancellationToken);
        var scope = await OfUserAsync(id, cancellationToken);
        return principal.FindFirstValue(ConsoleClaims.Provider) is { } way ? scope.FromProvider(withFactor: way == ConsoleClaims.WithFactor) : scope;
    }

    public async ValueTask<AccessScope> OfUserAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_users.TryGetValue(userId, out var held) && now - held.ReadAt < Freshness) return held.Scope;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var user = await database.Users.AsNoTracking().Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        var scope = user is null || user.LockoutEnd > now && user.LockoutEnd == DateTimeOffset.MaxValue ? AccessScope.Nobody : ScopeOf(user, rules.SecondFactorRoles);
        _users[userId] = (scope, now);
        return scope;
    }

    /// <summary>Grants, lock or password of this user changed.</summary>
    public void Forget(Guid userId)
    {
        _users.TryRemove(userId, out _);
        _changedAt[userId] = time.GetUtcNow();
        Changed?.Invoke(userId);
    }

    /// <summary>A rule for everybody changed: scopes are made anew at their next use.</summary>
    public void ForgetAll() => _users.Clear();

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Account;

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        foreach (var id in ids?.Select(Guid.Parse) ?? _users.Keys) Forget(id);
        return Task.CompletedTask;
    }

    /// <summary>Pure: from grants to what is allowed where.</summary>
    internal static AccessScope ScopeOf(ConsoleUser user, IReadOnlySet<Role>? secondFactorRoles = null)
    {
        var sites = new Dictionary<string, SiteSet>();
        foreach (var permission in Permissions.All)
        {
            var grants = user.Grants.Where(grant => Permissions.Table[permission].Contains(grant.Role)).ToList();
            sites[permission] = grants.Exists(grant => grant.SiteId is null)
                ? SiteSet.Everything
                : SiteSet.Of(grants.Select(grant => grant.SiteId!));
        }
        return new AccessScope(new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), sites)
        {
            Roles = [.. user.Grants.Select(grant => grant.Role).Distinct().Order()],
            MustChangePassword = user.MustChangePassword,
            MustSetUpSecondFactor = !user.TwoFactorEnabled && user.Grants.Exists(grant => secondFactorRoles?.Contains(grant.Role) == true),
        };
    }
}
