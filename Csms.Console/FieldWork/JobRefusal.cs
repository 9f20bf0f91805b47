namespace Csms.Console.FieldWork;

/// <summary>Why something about a job was not done.</summary>
public enum JobRefusal
{
    /// <summary>It was done.</summary>
    None,
    /// <summary>There is no such job, station, note or photo, or the asker may not see it.</summary>
    Missing,
    /// <summary>The asker may not do it at every station concerned.</summary>
    Denied,
    /// <summary>No title, or one that is too long.</summary>
    Title,
    /// <summary>No station, or too many.</summary>
    Stations,
    /// <summary>The end is past or further away than a link may live.</summary>
    Expiry,
    /// <summary>The job is closed.</summary>
    Closed,
    /// <summary>No words, or too many.</summary>
    Text,
    /// <summary>The station has too many notes.</summary>
    TooMany,
}
