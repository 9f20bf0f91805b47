namespace Csms.Engine.Ocpp.Wire;

/// <summary>What a field holds on the wire.</summary>
public enum WireKind
{
    String,
    Integer,
    Number,
    Boolean,
    DateTime,
    Enum,
    Object,
    Array,

    /// <summary>Any JSON value, kept as it came.</summary>
    Any,
}
