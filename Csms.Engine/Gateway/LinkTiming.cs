namespace Csms.Engine.Gateway;

/// <summary>The fixed times and bounds of a connection; a test shortens them.</summary>
internal sealed record LinkTiming
{
    /// <summary>A ping goes out after this much silence.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without a pong for this long the link is dead: noticed after 60 s at most, the contract says 90 s.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One frame must leave within this time, or the reader is too slow.</summary>
    public TimeSpan SendStall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for the station to answer our close frame.</summary>
    public TimeSpan CloseGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often connections are looked over.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes that may wait for a slow reader.</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>CALLs of a station under way at once before reading stops.</summary>
    public int MaxInProgress { get; init; } = 64;

    /// <summary>CALLs to a station that may wait behind the one under way.</summary>
    public int MaxWaitingCalls { get; init; } = 100;

    /// <summary>Unreadable frames in a row before the connection is closed.</summary>
    public int MaxFaultsInARow { get; init; } = 100;
}
