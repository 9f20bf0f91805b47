using Csms.Engine.Energy.Profiles;

namespace Csms.Console.Api.Charging;

/// <summary>A limit of somebody else.</summary>
/// <param name="EvseId">Where; 0: the whole station.</param>
/// <param name="Source">Who: EMS, SO, Other…</param>
/// <param name="IsGridCritical">It keeps the grid from harm.</param>
/// <param name="IsLocalGeneration">It is no limit but power made on the spot.</param>
/// <param name="At">When it was told.</param>
/// <param name="IsTold">The station told what the limit is.</param>
internal sealed record LimitView(int EvseId, string Source, bool IsGridCritical, bool IsLocalGeneration, DateTimeOffset At, bool IsTold)
{
    public static LimitView Of(ExternalLimit limit) => new(limit.EvseId, limit.Source, limit.IsGridCritical, limit.IsLocalGeneration, limit.At, !limit.Schedules.IsEmpty);
}
