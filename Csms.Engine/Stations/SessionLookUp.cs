namespace Csms.Engine.Stations;

/// <summary>What the store is asked for when memory does not do for a message.</summary>
internal enum SessionLookUp
{
    /// <summary>The session of the message's transaction.</summary>
    Transaction,

    /// <summary>The session of a 1.6 start that the store knows already.</summary>
    Start,

    /// <summary>All sessions, after a commit whose outcome is unknown.</summary>
    Book,
}
