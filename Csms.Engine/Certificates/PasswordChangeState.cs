namespace Csms.Engine.Certificates;

/// <summary>How far the change of a station's password is. The words are stored: append only.</summary>
public enum PasswordChangeState
{
    /// <summary>The station is being told.</summary>
    Sending,

    /// <summary>The station takes it at its next restart; it has not connected with it yet. Both passwords count.</summary>
    Waiting,

    /// <summary>The station has accepted it, or connected with it; the old one counts no more.</summary>
    Done,

    /// <summary>It came to nothing. Where the station may have taken it all the same, both passwords count.</summary>
    Failed,
}
