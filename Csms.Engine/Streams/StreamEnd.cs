namespace Csms.Engine.Streams;

/// <summary>Why a stream is over.</summary>
public enum StreamEnd
{
    /// <summary>The station closed it (N13).</summary>
    Station,

    /// <summary>The station booted: its streams are gone until it opens them anew.</summary>
    Boot,

    /// <summary>The station was asked for its streams and did not name it (N12).</summary>
    NotListed,

    /// <summary>The station uses its number for another monitor.</summary>
    Replaced,
}
