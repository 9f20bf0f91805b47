namespace Csms.Engine.Streams;

/// <summary>Where a periodic event stream is in its life.</summary>
public enum StreamState
{
    /// <summary>Opened by the station and accepted, or told by it when it was asked.</summary>
    Open,

    /// <summary>Values came for it, and nobody has heard of its opening: what it carries is not known yet.</summary>
    Found,

    /// <summary>Over; its values are kept for as long as values are.</summary>
    Closed,
}
