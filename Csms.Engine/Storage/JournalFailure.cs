namespace Csms.Engine.Storage;

/// <summary>Why a decision could not be made durable.</summary>
internal enum JournalFailure
{
    /// <summary>The database could not be reached, or has no room, for longer than a station should wait.</summary>
    Unavailable,

    /// <summary>A unique key of the store knows it already: another message, or another node, was first.</summary>
    Duplicate,

    /// <summary>The store refuses the rows themselves; a repeat will not mend it.</summary>
    Refused,
}
