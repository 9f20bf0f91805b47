namespace Csms.Engine.Ocpp.Wire;

/// <summary>A departure from the schema that is noted but does not refuse a message.</summary>
public enum WireDeviationKind
{
    /// <summary>A member the schema does not know; ignored.</summary>
    UnknownMember,

    /// <summary>An optional member sent as null; taken as absent.</summary>
    NullMember,

    /// <summary>A time without offset; taken as UTC.</summary>
    MissingOffset,
}
