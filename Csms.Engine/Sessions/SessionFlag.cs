using System.Text.Json.Serialization;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>A flag on a session, with its evidence.</summary>
/// <param name="Kind">What.</param>
/// <param name="Evidence">The figures and times that prove it.</param>
/// <param name="At">When it was raised; UTC.</param>
/// <param name="ResolvedAt">When a person, or a later message, settled it; null while open.</param>
/// <param name="Resolution">Who settled it and why; null when a later message did.</param>
public sealed record SessionFlag(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] SessionFlagKind Kind,
    [property: JsonConverter(typeof(StatementConverter<FlagEvidence>))] Statement<FlagEvidence> Evidence,
    DateTimeOffset At,
    DateTimeOffset? ResolvedAt = null,
    string? Resolution = null)
{
    /// <summary>An open doubt keeps an ended session in review; the rest only informs.</summary>
    public bool IsOpenDoubt => ResolvedAt is null && IsDoubt(Kind);

    /// <summary>Whether a kind puts the figures of the session in doubt.</summary>
    public static bool IsDoubt(SessionFlagKind kind) => kind is not (
        SessionFlagKind.StopBeforeStart or
        SessionFlagKind.UpdateBeforeStart or
        SessionFlagKind.ClosedByOperator or
        SessionFlagKind.EndAfterClose or
        SessionFlagKind.StartMeterMissing or
        SessionFlagKind.MessagesMissing or
        SessionFlagKind.EnergyWithoutAuthorization or
        SessionFlagKind.DeliveredLate or
        SessionFlagKind.PaymentNotSettled);
}
