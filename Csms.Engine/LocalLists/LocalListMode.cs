namespace Csms.Engine.LocalLists;

/// <summary>Who sees to the local authorization list of a station.</summary>
public enum LocalListMode
{
    /// <summary>Nobody here: what was accepted is noted, nothing is compared and nothing sent.</summary>
    Off,

    /// <summary>The list follows the tokens by itself.</summary>
    Automatic,

    /// <summary>People send it; the console says what has changed since.</summary>
    Manual,
}
