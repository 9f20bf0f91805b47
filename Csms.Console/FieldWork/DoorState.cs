namespace Csms.Console.FieldWork;

/// <summary>What a link opens.</summary>
public enum DoorState
{
    /// <summary>A job.</summary>
    Open,
    /// <summary>Nothing: there is no such link (any more).</summary>
    Unknown,
    /// <summary>A job whose time is over.</summary>
    Expired,
    /// <summary>A job that was closed.</summary>
    Closed,
    /// <summary>Not looked at: the address has tried too many.</summary>
    TooMany,
}
