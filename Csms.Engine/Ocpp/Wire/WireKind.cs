namespace Csms.Engine.Ocpp.Wire;

/// <summary>What a field holds on the wire.</summary>
public enum WireKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A time, RFC 3339.</summary>
    DateTime,

    /// <summary>A word of a fixed set.</summary>
    Enum,

    /// <summary>An object with members of its own.</summary>
    Object,

    /// <summary>A list of one kind.</summary>
    Array,

    /// <summary>Any JSON value, kept as it came.</summary>
    Any,
}
