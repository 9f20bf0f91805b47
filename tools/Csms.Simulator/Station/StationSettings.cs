namespace Csms.Simulator.Station;

/// <summary>What an operator may configure, independent of how a version names it.</summary>
internal sealed class StationSettings
{
    public int HeartbeatSeconds { get; set; } = 300;
    public int MeterSeconds { get; set; } = 60;
    public int ClockAlignedSeconds { get; set; }
    public int ConnectionTimeoutSeconds { get; set; } = 120;
    public int PingSeconds { get; set; }
    public int Attempts { get; set; } = 3;
    public int RetrySeconds { get; set; } = 60;
    public int OfflineThresholdSeconds { get; set; } = 600;
    public bool AuthorizeRemote { get; set; }
    public bool StopOnInvalid { get; set; } = true;
    public bool StopOnEvDisconnect { get; set; } = true;
    public bool LocalListEnabled { get; set; } = true;
    public bool LocalPreAuthorize { get; set; }
    public bool LocalAuthorizeOffline { get; set; } = true;
    public bool AllowOfflineUnknown { get; set; }
    /// <summary>Local list and cache decide alone (DisableRemoteAuthorization).</summary>
    public bool NeverAsks { get; set; }
    public bool CacheEnabled { get; set; } = true;
    public string MasterPassGroup { get; set; } = "";
    public bool TariffsEnabled { get; set; } = true;
    public string TxStartPoint { get; set; } = "PowerPathClosed";
    public string TxStopPoint { get; set; } = "EVConnected,Authorized";
    /// <summary>Password as it goes into the header: UTF-8 text, or the raw bytes of a 1.6 AuthorizationKey (J 6.2.2).</summary>
    public byte[]? PasswordBytes { get; set; }

    public bool StartsAt(string point) => TxStartPoint.Split(',', StringSplitOptions.TrimEntries).Contains(point);

    public bool StopsAt(string point) => TxStopPoint.Split(',', StringSplitOptions.TrimEntries).Contains(point);
}
