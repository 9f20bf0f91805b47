namespace Csms.Engine.Stations.Configuration;

/// <summary>In which way a value is wrong (OCPP 2.1 part 2, DataEnumType and the limits beside it).</summary>
public enum ValueFaultKind
{
    /// <summary>An integer is needed.</summary>
    NoInteger,

    /// <summary>A number is needed.</summary>
    NoNumber,

    /// <summary>true or false is needed.</summary>
    NoBoolean,

    /// <summary>A time of ISO 8601 is needed.</summary>
    NoTime,

    /// <summary>Below the least value.</summary>
    TooSmall,

    /// <summary>Above the highest value.</summary>
    TooLarge,

    /// <summary>Longer than allowed.</summary>
    TooLong,

    /// <summary>More members than allowed.</summary>
    TooMany,

    /// <summary>Not one of the words that are allowed.</summary>
    NotInList,

    /// <summary>A member is none of the words that are allowed.</summary>
    MemberNotInList,

    /// <summary>It may only be read.</summary>
    ReadOnly,
}
