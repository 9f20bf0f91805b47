namespace Csms.Console.Pages.Sessions;

/// <summary>Why nothing is decided about a session of many.</summary>
internal enum SessionManyLeft
{
    /// <summary>It has ended.</summary>
    Ended,
    /// <summary>It is flagged by hand and waits already.</summary>
    Flagged,
    /// <summary>The person may not decide about sessions there.</summary>
    NotAllowed,
}
