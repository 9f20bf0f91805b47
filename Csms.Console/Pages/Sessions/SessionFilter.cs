using System.Globalization;
using Csms.Console.Security;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Sessions;

/// <summary>What the list is narrowed to; lives in the address.</summary>
public sealed record SessionFilter
{
    /// <summary>Nothing is narrowed.</summary>
    public static readonly SessionFilter None = new();

    /// <summary>A session number, or part of a station, transaction id or token (<see cref="SessionText"/>).</summary>
    public string? Search { get; init; }

    /// <summary>One of the quick views.</summary>
    public SessionState? State { get; init; }

    /// <summary>Of one station.</summary>
    public string? Station { get; init; }

    /// <summary>Of one site.</summary>
    public string? Site { get; init; }

    /// <summary>First day, in the person's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, in the person's zone.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Of one token.</summary>
    public string? Token { get; init; }

    /// <summary>Something besides the view is narrowed.</summary>
    public bool Narrows => this with { State = null } != None;

    /// <summary>As the store is asked, within what the person may see.</summary>
    public SessionQuery Query(AccessScope scope, TimeZoneInfo zone)
    {
        var sites = scope.SiteIds(Permissions.SessionsRead);
        if (Site is not null) sites = sites is null || sites.Contains(Site) ? [Site] : [];
        var personal = scope.Sites(Permissions.TokensRead).All;
        return new SessionQuery
        {
            Search = Search?.Trim(),
            SearchTokens = personal,
            State = State,
            StationId = Station,
            SiteIds = sites,
            From = Midnight(From, zone),
            To = Midnight(To?.AddDays(1), zone),
            IdToken = personal ? Token : null,
        };
    }

    /// <summary>The same judgement on a session in memory.</summary>
    public bool Matches(Session session, StationState? station, AccessScope scope, TimeZoneInfo zone)
    {
        if (State is { } state && session.State != state) return false;
        if (Station is not null && session.StationId.Value != Station) return false;
        if (Site is not null && station?.Profile.SiteId != Site) return false;
        if (Midnight(From, zone) is { } from && session.StartedAt < from) return false;
        if (Midnight(To?.AddDays(1), zone) is { } to && session.StartedAt >= to) return false;
        var personal = scope.Sites(Permissions.TokensRead).All;
        if (personal && Token is not null && !string.Equals(session.Token?.Value, Token, StringComparison.OrdinalIgnoreCase)) return false;
        if (string.IsNullOrWhiteSpace(Search)) return true;
        var text = Search.Trim();
        return Engine.Units.SessionId.TryParse(text, out var id)
            ? session.Id == id
            : new SessionText(text).IsIn(session, personal);
    }

    /// <summary>A day of the address, "2026-11-20"; null for anything else.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static DateTimeOffset? Midnight(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } date) return null;
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30); // a zone whose clocks go forward at midnight
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
