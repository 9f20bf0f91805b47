using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs;

namespace Csms.Console.Tariffs;

/// <summary>The one way in which people and programs give a running session another tariff from now on (2.x I06): allowed, kept, in the audit log. The driver reads it with our next answer.</summary>
public sealed class PriceDesk(StationDirectory stations, TariffDirectory tariffs, TimeProvider time, IAuditLog audit)
{
    /// <summary>Whether somebody may.</summary>
    public bool MayReprice(AccessScope scope, Session session)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(session);
        return scope.Can(Permissions.TariffsWrite, SiteOf(session));
    }

    /// <summary>Why a session cannot be given a tariff; null: it can.</summary>
    public RepriceFault? Judge(AccessScope scope, Session session, string? tariffId)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (tariffs.Find(tariffId) is not { } tariff || !TariffDesk.Sees(scope, tariff) || tariff.At(time.GetUtcNow()) is not { } version) return RepriceFault.Unknown;
        if (tariff.Retired) return RepriceFault.Retired;
        if (!tariff.Fits(SiteOf(session))) return RepriceFault.OtherSite;
        if (session is not { IsActive: true }) return RepriceFault.NotRunning;
        return session.Price switch
        {
            null => RepriceFault.NotPriced,
            { Tariff.Currency: var currency } when currency != version.Tariff.Currency => RepriceFault.OtherCurrency,
            _ => null,
        };
    }

    /// <summary>Prices a session by another tariff from now on; null when it does not run any more.</summary>
    public async Task<Session?> RepriceAsync(AccessScope scope, Session session, string tariffId, string? reason)
    {
        if (!MayReprice(scope, session)) throw new InvalidOperationException("no permission to price " + session.Id.Display);
        // Before the session has it: in between it could be deleted, and the session's price with it.
        if (!await tariffs.KeepForSessionAsync(tariffId, CancellationToken.None)) return null;
        if (tariffs.Find(tariffId)?.At(time.GetUtcNow())?.Tariff is not { } tariff || await stations.RepriceSessionAsync(session, tariff) is not { } after) return null;
        await audit.WriteAsync(scope.Actor, "session.price", "session", session.Id.Display, Told(session), Told(after), reason, CancellationToken.None);
        return after;
    }

    private static object? Told(Session session) => session.Price is { } price ? new { TariffId = price.Tariff.Id, price.Tariff.Version, session.Cost?.InclTax, session.Cost?.Currency } : null;

    private string? SiteOf(Session session) => stations.Find(session.StationId)?.Profile.SiteId;
}
