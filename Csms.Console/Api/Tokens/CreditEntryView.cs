using Csms.Engine.Tariffs;

namespace Csms.Console.Api.Tokens;

/// <summary>Something that was put on a prepaid card or taken from it; never changed.</summary>
/// <param name="Id">Ascending.</param>
/// <param name="Amount">In the card's currency; taken away: below 0.</param>
/// <param name="Kind">topUp, charge (what a session cost) or correction.</param>
/// <param name="SessionId">What was paid; absent: a person's entry, or a session at a site that the reader does not see.</param>
/// <param name="At">UTC.</param>
/// <param name="Actor">Who entered it; csms: by itself.</param>
/// <param name="Reason">Why, where somebody said.</param>
internal sealed record CreditEntryView(long Id, decimal Amount, string Kind, long? SessionId, DateTimeOffset At, string Actor, string? Reason)
{
    public static CreditEntryView Of(CreditEntry entry) => new(entry.Id, entry.Amount, Word(entry.Kind), entry.Session?.Value, entry.At, entry.Actor, entry.Reason);

    private static string Word(CreditKind kind) => kind switch
    {
        CreditKind.TopUp => "topUp",
        CreditKind.Charge => "charge",
        CreditKind.Correction => "correction",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of credit"),
    };
}
