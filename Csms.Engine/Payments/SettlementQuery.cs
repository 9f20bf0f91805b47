using Csms.Engine.Units;

namespace Csms.Engine.Payments;

/// <summary>Which settlements, newest first.</summary>
public sealed record SettlementQuery
{
    /// <summary>Of this station.</summary>
    public string? Station { get; init; }

    /// <summary>Of stations of these sites; null: of all.</summary>
    public IReadOnlyCollection<string>? Sites { get; init; }

    /// <summary>Of this session.</summary>
    public SessionId? Session { get; init; }

    /// <summary>With this status.</summary>
    public SettlementStatus? Status { get; init; }

    /// <summary>Only those whose money was tried to be taken and was not: Rejected and Failed.</summary>
    public bool FailedOnly { get; init; }

    /// <summary>At or after; UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before; UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Part of the station, the payment's reference, the transaction or the receipt's number; of less than three letters the beginning of the former two, the whole of the latter.</summary>
    public string? Search { get; init; }

    /// <summary>Of each payment only the latest; else every telling.</summary>
    public bool CurrentOnly { get; init; } = true;

    /// <summary>Those after this place of the list; null: from its beginning.</summary>
    public ListPlace? After { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 100;
}
