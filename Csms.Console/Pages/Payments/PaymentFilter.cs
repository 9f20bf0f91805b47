using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Engine.Payments;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Payments;

/// <summary>What the list is narrowed to; lives in the address.</summary>
/// <param name="Search">Part of station, reference, transaction or receipt.</param>
/// <param name="View">"failed", or null for all.</param>
/// <param name="Status">One status, or null.</param>
/// <param name="Station">Of one station, or null.</param>
/// <param name="From">First day, in the person's zone.</param>
/// <param name="To">Last day, in the person's zone.</param>
internal sealed record PaymentFilter(string? Search = null, string? View = null, SettlementStatus? Status = null, string? Station = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Quick view of what was refused or failed.</summary>
    public const string Failed = "failed";

    /// <summary>Quick views, in their order.</summary>
    public static readonly IReadOnlyList<string> Views = ["all", Failed];

    /// <summary>From the address.</summary>
    public static PaymentFilter Read(string? q, string? view, string? status, string? station, string? from, string? to) => new(
        string.IsNullOrWhiteSpace(q) ? null : q.Trim(),
        view == Failed ? view : null,
        EnumName.Find<SettlementStatus>(status),
        string.IsNullOrWhiteSpace(station) ? null : station,
        SessionFilter.Day(from),
        SessionFilter.Day(to));

    /// <summary>As the store is asked, within what the person may see.</summary>
    public SettlementQuery Query(AccessScope scope, TimeZoneInfo zone) => new()
    {
        Search = Search,
        FailedOnly = View == Failed,
        Status = Status,
        Station = Station,
        Sites = scope.SiteIds(Permissions.PaymentsRead),
        From = SessionFilter.Midnight(From, zone),
        To = SessionFilter.Midnight(To?.AddDays(1), zone),
    };
}
