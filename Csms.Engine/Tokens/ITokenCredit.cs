using Csms.Engine.Units;

namespace Csms.Engine.Tokens;

/// <summary>What is on prepaid cards (OCPP 2.1 part 2, C17). From memory: asked on a message's path.</summary>
public interface ITokenCredit
{
    /// <summary>Whether a token is prepaid and a charge with it can't be paid there: nothing is left beside what its other charges cost, or it is of another currency.</summary>
    /// <param name="idToken">The token's text, whatever its case.</param>
    /// <param name="station">Where.</param>
    /// <param name="evseId">At which EVSE; null: not known.</param>
    bool IsUsedUp(string idToken, StationId station, int? evseId);
}
