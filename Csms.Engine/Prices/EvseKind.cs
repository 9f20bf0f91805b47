namespace Csms.Engine.Prices;

/// <summary>What an EVSE gives (2.1 EvseKindEnumType).</summary>
public enum EvseKind
{
    /// <summary>Alternating current.</summary>
    AC,

    /// <summary>Direct current.</summary>
    DC,
}
