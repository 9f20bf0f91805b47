using Csms.Engine.Events;
using Csms.Engine.Tokens;

namespace Csms.Console.Pages.Tokens;

/// <summary>One thing that is done to many tokens: which it changes, which it leaves alone and why. Pure.</summary>
/// <param name="Kind">What.</param>
/// <param name="Group">For <see cref="TokenManyKind.Group"/>; null: none.</param>
/// <param name="ExpiresAt">For <see cref="TokenManyKind.Expiry"/>; null: never.</param>
internal sealed record TokenMany(TokenManyKind Kind, string? Group = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>What a token shall be; null: gone.</summary>
    public TokenEntry? Of(TokenEntry token) => Kind switch
    {
        TokenManyKind.Block => token with { Status = AuthorizationStatus.Blocked },
        // One that is refused for another reason stays refused.
        TokenManyKind.Unblock => token.Status == AuthorizationStatus.Blocked ? token with { Status = AuthorizationStatus.Accepted } : token,
        TokenManyKind.Group => token with { GroupId = Group },
        TokenManyKind.Expiry => token with { ExpiresAt = ExpiresAt },
        TokenManyKind.Delete => null,
        _ => throw new InvalidOperationException($"no action {Kind}"),
    };

    /// <summary>Why it is left alone; null: it changes.</summary>
    public TokenManyLeft? LeftOut(TokenEntry? token)
    {
        if (token is null) return TokenManyLeft.Gone;
        if (Of(token) != token) return null;
        return Kind switch
        {
            TokenManyKind.Block => TokenManyLeft.Blocked,
            TokenManyKind.Unblock => TokenManyLeft.NotBlocked,
            TokenManyKind.Group => TokenManyLeft.SameGroup,
            TokenManyKind.Expiry => TokenManyLeft.SameExpiry,
            _ => throw new InvalidOperationException($"{Kind} leaves nothing alone"),
        };
    }
}
