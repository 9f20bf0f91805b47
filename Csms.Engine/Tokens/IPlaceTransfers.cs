using Csms.Engine.Events.Charging;
using Csms.Engine.Units;

namespace Csms.Engine.Tokens;

/// <summary>Knows what is allowed at the place of a station. From memory: asked on a message's path.</summary>
public interface IPlaceTransfers
{
    /// <summary>Ways of energy transfer that are allowed there where a token says nothing; null: nothing is said.</summary>
    EnergyTransfers? AllowedAt(StationId station);
}
