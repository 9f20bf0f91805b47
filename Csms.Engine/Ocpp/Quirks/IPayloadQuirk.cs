using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// One known deviation of stations that can be mended without guessing. Asked only after a payload failed its schema, so clean
/// messages never pay for it. Pure but for the payload tree it is given.
/// </summary>
internal interface IPayloadQuirk : IQuirk
{
    /// <summary>Whether this violation may be of its kind.</summary>
    bool Applies(string action, WireViolation violation);

    /// <summary>Mends every place of its kind; false when there was none, and nothing was changed.</summary>
    bool Mend(WireViolation violation, WireType schema, Mending mending);
}
