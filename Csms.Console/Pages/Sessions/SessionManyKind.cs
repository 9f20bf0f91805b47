namespace Csms.Console.Pages.Sessions;

/// <summary>What people decide about many sessions at once.</summary>
public enum SessionManyKind
{
    /// <summary>Their end will not come: they are ended here.</summary>
    Close,
    /// <summary>They are put in doubt and wait in the reviews.</summary>
    Flag,
}
