using System.Collections.Immutable;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>Most power of EVSEs as their stations have told it (2.x EVSE.Power, maxLimit), from memory.</summary>
internal interface IEvsePowers
{
    /// <summary>W by EVSE; empty: nothing was told.</summary>
    ImmutableDictionary<int, decimal> PowersOf(StationId station);
}
