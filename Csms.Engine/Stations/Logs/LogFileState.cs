namespace Csms.Engine.Stations.Logs;

/// <summary>Where an upload is.</summary>
public enum LogFileState
{
    /// <summary>The station may still bring it.</summary>
    Waiting,

    /// <summary>It is here.</summary>
    Received,

    /// <summary>It did not come in time.</summary>
    Expired,
}
