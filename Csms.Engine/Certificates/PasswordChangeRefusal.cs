namespace Csms.Engine.Certificates;

/// <summary>Why a change of a password was not begun.</summary>
public enum PasswordChangeRefusal
{
    /// <summary>The station is not connected: nobody could tell it.</summary>
    NotConnected,

    /// <summary>One is under way.</summary>
    UnderWay,

    /// <summary>The station is gone.</summary>
    NoStation,
}
