using Csms.Engine.Units;

namespace Csms.Engine.Tariffs;

/// <summary>Something that was put on a prepaid card or taken from it. Never changed.</summary>
/// <param name="Id">Ascending.</param>
/// <param name="Amount">In the card's currency; taken away: below 0.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Session">What was paid, of a charge and of what corrects it; null: a person's entry.</param>
/// <param name="At">UTC.</param>
/// <param name="Actor">Who entered it; csms: the engine.</param>
/// <param name="Reason">Why, where somebody said.</param>
public sealed record CreditEntry(long Id, decimal Amount, CreditKind Kind, SessionId? Session, DateTimeOffset At, string Actor, string? Reason)
{
    /// <summary>Where what was paid was charged; null: a person's entry, or the session is not stored any more.</summary>
    public StationId? Station { get; init; }
}
