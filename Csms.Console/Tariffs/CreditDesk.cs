using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;

namespace Csms.Console.Tariffs;

/// <summary>What people put on prepaid cards: allowed, done, written down. Pages and REST go through it.</summary>
internal sealed class CreditDesk(CreditBook credit, StationDirectory stations, IAuditLog audit)
{
    /// <summary>The longest reason, characters.</summary>
    public const int MostReason = 200;

    /// <summary>Nothing higher is put on a card at once.</summary>
    public const decimal MostAmount = 1_000_000;

    /// <summary>Whether somebody may: tokens belong to no site, so the tariffs of the whole network are needed.</summary>
    public static bool MayEnter(AccessScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Can(Permissions.TariffsWrite, null);
    }

    /// <summary>Adds to a token, or takes away. Null: its card is of another currency.</summary>
    /// <param name="scope">Who; must be allowed: see <see cref="MayEnter"/>.</param>
    /// <param name="token">Whose; no contract.</param>
    /// <param name="amount">Not 0.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="reason">Why; null: not said.</param>
    /// <param name="cancellation">Gives up before it is entered, never between that and writing it down.</param>
    public async Task<CreditEntry?> EnterAsync(AccessScope scope, TokenEntry token, decimal amount, string currency, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!MayEnter(scope)) throw new InvalidOperationException("no permission to enter credit");
        if (IsContract(token)) throw new InvalidOperationException("contracts are not prepaid");
        if (await credit.AddAsync(token.IdToken, amount, currency, scope.Actor.Name, reason, cancellation) is not { } entry) return null;
        await audit.WriteAsync(scope.Actor, "token.credit", "token", token.IdToken, null, new { entry.Amount, Currency = currency, Balance = credit.Find(token.IdToken)?.Amount }, reason, CancellationToken.None);
        return entry;
    }

    /// <summary>An entry as somebody sees it: the session that was paid only where sessions may be read; a card has one balance, so the amount stays.</summary>
    public CreditEntry Seen(AccessScope scope, CreditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Session is null || scope.Can(Permissions.SessionsRead, entry.Station is { } station ? stations.Find(station)?.Profile.SiteId : null)) return entry;
        return entry with { Session = null, Station = null };
    }

    /// <summary>A contract is paid by its provider; and its number is spelt in more than one way, which entries are not.</summary>
    public static bool IsContract(TokenEntry token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.Type == Emaid.TokenType;
    }
}
