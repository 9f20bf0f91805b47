using System.Collections.Frozen;

namespace Csms.Console.Security;

/// <summary>
/// What the present person or API key may do, and where. Immutable: pages, endpoints and subscriptions take it once and filter with it.
/// An endpoint gets it as a parameter, a component from <see cref="IUserScope"/>.
/// </summary>
public sealed class AccessScope
{
    /// <summary>Nobody: may nothing.</summary>
    public static readonly AccessScope Nobody = new(new Actor(ActorKind.System, "", ""), []);

    /// <summary>The program itself: may everything everywhere. Never made from a request.</summary>
    public static readonly AccessScope System = new(new Actor(ActorKind.System, "system", "System"),
        Permissions.All.Select(permission => KeyValuePair.Create(permission, SiteSet.Everything)));

    private readonly FrozenDictionary<string, SiteSet> _sites;

    /// <summary>A scope from permissions and where each applies; a permission that is not listed is refused, and so is one of the network (<see cref="Permissions.OfNetwork"/>) that is held at sites alone.</summary>
    public AccessScope(Actor actor, IEnumerable<KeyValuePair<string, SiteSet>> sites)
    {
        Actor = actor;
        _sites = sites.Where(pair => !pair.Value.IsEmpty && (pair.Value.All || !Permissions.OfNetwork.Contains(pair.Key))).ToFrozenDictionary(StringComparer.Ordinal);
    }

    private AccessScope(AccessScope other) => (Actor, Roles, _sites) = (other.Actor, other.Roles, other._sites);

    /// <summary>Who it is.</summary>
    public Actor Actor { get; }

    /// <summary>The roles held, worded for the person's own menu; empty for an API key.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>The person has to choose a new password before anything else.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>A role asks for a second factor, and the person has none yet.</summary>
    public bool MustSetUpSecondFactor { get; init; }

    /// <summary>Something is to be done before anything else is allowed.</summary>
    public bool IsHeldBack => MustChangePassword || MustSetUpSecondFactor;

    /// <summary>The same for somebody who came from a provider: a password that was not used need not be changed, and a second factor that was asked for there need not be set up here.</summary>
    public AccessScope FromProvider(bool withFactor) =>
        MustChangePassword || (withFactor && MustSetUpSecondFactor) ? new AccessScope(this) { MustSetUpSecondFactor = MustSetUpSecondFactor && !withFactor } : this;

    /// <summary>May do it on at least one site.</summary>
    public bool Can(string permission) => _sites.ContainsKey(permission);

    /// <summary>May do it to a thing of this site (null: of none).</summary>
    public bool Can(string permission, string? siteId) => _sites.TryGetValue(permission, out var sites) && sites.Contains(siteId);

    /// <summary>Where it is allowed; the filter of every list and subscription.</summary>
    public SiteSet Sites(string permission) => _sites.GetValueOrDefault(permission, SiteSet.None);

    /// <summary>Lets a minimal API endpoint take the scope of its caller as a parameter.</summary>
    public static async ValueTask<AccessScope?> BindAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<AccessDirectory>().ForAsync(context.User, context.RequestAborted);
}
