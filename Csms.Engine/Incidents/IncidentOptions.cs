using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Csms.Engine.Units;

namespace Csms.Engine.Incidents;

/// <summary>Section <c>Csms:Incidents</c>: the thresholds of the rules. What an administrator saves in the console wins over it.</summary>
public sealed record IncidentOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Incidents";

    /// <summary>Seconds between two looks at all stations.</summary>
    [Range(1, 3600)]
    public int ScanSeconds { get; init; } = 5;

    /// <summary>Seconds after the start of the host during which stations that have not come back yet are not called offline.</summary>
    [Range(0, 3600)]
    public int StartGraceSeconds { get; init; } = 180;

    /// <summary>Seconds the condition must stay away before an incident is closed.</summary>
    [Range(0, 86400)]
    public int SettleSeconds { get; init; } = 120;

    /// <summary>Rules that are switched off, by name, parted by commas.</summary>
    public string Off { get; init; } = "";

    /// <summary>Seconds without a connection until a station is offline.</summary>
    [Range(10, 86400)]
    public int OfflineSeconds { get; init; } = 90;

    /// <summary>Stations of one site that must be offline together to be one incident of the site.</summary>
    [Range(2, 1000)]
    public int SiteOfflineStations { get; init; } = 3;

    /// <summary>Least share of the site's stations for that, percent.</summary>
    [Range(1, 100)]
    public int SiteOfflinePercent { get; init; } = 50;

    /// <summary>Within how many minutes they must have been lost to count as together.</summary>
    [Range(1, 120)]
    public int SiteOfflineMinutes { get; init; } = 5;

    /// <summary>Seconds an EVSE must be Faulted.</summary>
    [Range(0, 86400)]
    public int FaultSeconds { get; init; } = 10;

    /// <summary>Boots that make a boot loop.</summary>
    [Range(2, 32)]
    public int BootLoopCount { get; init; } = 4;

    /// <summary>Within how many minutes.</summary>
    [Range(1, 1440)]
    public int BootLoopMinutes { get; init; } = 15;

    /// <summary>Lost connections that are too many.</summary>
    [Range(2, 32)]
    public int DisconnectCount { get; init; } = 6;

    /// <summary>Within how many minutes.</summary>
    [Range(1, 1440)]
    public int DisconnectMinutes { get; init; } = 60;

    /// <summary>Minutes that a session may say it charges without energy.</summary>
    [Range(1, 1440)]
    public int NoEnergyMinutes { get; init; } = 10;

    /// <summary>Sessions in a row on an EVSE that must fail.</summary>
    [Range(2, 100)]
    public int FailedSessions { get; init; } = 3;

    /// <summary>A session with less energy than this has failed, Wh.</summary>
    [Range(1, 100000)]
    public int FailedSessionWh { get; init; } = 50;

    /// <summary>Commands in a row that a connected station must leave unanswered.</summary>
    [Range(1, 100)]
    public int UnansweredCommands { get; init; } = 3;

    /// <summary>Minutes after the last critical security event until its incident may close.</summary>
    [Range(1, 1440)]
    public int SecurityEventMinutes { get; init; } = 60;

    /// <summary>Days before its end at which a certificate ends soon.</summary>
    [Range(1, 365)]
    public int CertificateDays { get; init; } = 30;

    /// <summary>Minutes for which the provider of cars' contract certificates must be away.</summary>
    [Range(1, 1440)]
    public int ContractProviderMinutes { get; init; } = 15;

    /// <summary>An alert opens an incident when the station gives it this severity or a graver one: 0 (danger) to 9 (debug). 4 (error) is the last that asks for an action; 5 is what monitors have by default.</summary>
    [Range(0, 9)]
    public int AlertSeverity { get; init; } = 4;

    /// <summary>Minutes after the last alert of which a station never tells the end (a hard-wired notification) until its incident may close; also after a boot, for what the station does not tell again.</summary>
    [Range(1, 1440)]
    public int AlertMinutes { get; init; } = 60;

    /// <summary>Payments in a row at the terminals of a station that must fail.</summary>
    [Range(2, 100)]
    public int FailedPayments { get; init; } = 3;

    /// <summary>The rules that are switched off.</summary>
    [JsonIgnore]
    public FrozenSet<IncidentRule> SwitchedOff => Read(Off);

    private static FrozenSet<IncidentRule> Read(string names) => names
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(name => EnumName.Find<IncidentRule>(name, ignoreCase: true))
        .OfType<IncidentRule>()
        .ToFrozenSet();
}
