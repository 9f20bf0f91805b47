using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What holds for a stretch of time.</summary>
/// <param name="From">From then on, UTC.</param>
/// <param name="Limit">Most that may be charged; null: no profile limits it.</param>
/// <param name="Reason">The profile that decides; null without a limit.</param>
/// <param name="DischargeW">Most that may be discharged, W, negative; 0: nothing. Null: no profile limits it.</param>
/// <param name="SetpointW">What the EV is to follow, W; null: none.</param>
/// <param name="Mode">How the EV is operated; null: not said, which is only charging.</param>
public sealed record CompositePeriod(DateTimeOffset From, Allowance? Limit, LimitReason? Reason, decimal? DischargeW, decimal? SetpointW, OperationMode? Mode)
{
    /// <summary>Says the same, whenever it begins.</summary>
    internal bool Continues(CompositePeriod before) => this with { From = before.From } == before;
}
