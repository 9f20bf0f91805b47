using System.Collections.Immutable;
using Csms.Engine.Units;

namespace Csms.Engine.Tariffs;

/// <summary>What is on a prepaid card.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">Sum of its entries; below 0: more was charged than was paid in.</param>
public sealed record CreditBalance(string Currency, decimal Amount)
{
    /// <summary>Already taken for sessions that were ended and run again; almost always none.</summary>
    public ImmutableDictionary<SessionId, decimal> PaidByRunning { get; init; } = ImmutableDictionary<SessionId, decimal>.Empty;
}
