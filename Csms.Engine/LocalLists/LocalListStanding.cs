namespace Csms.Engine.LocalLists;

/// <summary>How a station's list stands to what it should be.</summary>
public enum LocalListStanding
{
    /// <summary>Nobody looks after it.</summary>
    Off,

    /// <summary>The station has no local list, or it is switched off there.</summary>
    Unsupported,

    /// <summary>None was sent.</summary>
    NeverSent,

    /// <summary>An update failed or had no answer: what it holds is not known.</summary>
    Doubtful,

    /// <summary>The station told another version than was sent.</summary>
    OtherVersion,

    /// <summary>Tokens have changed since.</summary>
    Behind,

    /// <summary>It holds what it should.</summary>
    InStep,
}
