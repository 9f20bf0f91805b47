namespace Csms.Console.Commands;

/// <summary>Why a session is not stopped.</summary>
public enum StopLeftOut
{
    /// <summary>It has ended.</summary>
    Ended,
    /// <summary>Who asks may not stop sessions there.</summary>
    NotAllowed,
    /// <summary>Its station is gone, has not been accepted, or has named no transaction.</summary>
    NotPossible,
    /// <summary>Its station is away, and the command was not to wait.</summary>
    Offline,
}
