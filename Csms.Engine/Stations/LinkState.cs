namespace Csms.Engine.Stations;

/// <summary>What we know about the connection of a station. Never green on stale knowledge.</summary>
public enum LinkState : byte
{
    /// <summary>Not heard of since it was registered, or since the engine started.</summary>
    Unknown,

    /// <summary>Connected; pings are answered.</summary>
    Online,

    /// <summary>The connection ended.</summary>
    Offline,
}
