using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Incidents;

namespace Csms.Console.Notices;

/// <summary>The thresholds that people may change, by the names of <see cref="IncidentOptions"/> and within its ranges. Pure.</summary>
internal static class RuleFields
{
    /// <summary>Which thresholds belong to which rule.</summary>
    public static readonly IReadOnlyList<(IncidentRule Rule, string[] Fields)> Rules =
    [
        (IncidentRule.Offline, [nameof(IncidentOptions.OfflineSeconds)]),
        (IncidentRule.SiteOffline, [nameof(IncidentOptions.SiteOfflineStations), nameof(IncidentOptions.SiteOfflinePercent), nameof(IncidentOptions.SiteOfflineMinutes)]),
        (IncidentRule.Fault, [nameof(IncidentOptions.FaultSeconds)]),
        (IncidentRule.BootLoop, [nameof(IncidentOptions.BootLoopCount), nameof(IncidentOptions.BootLoopMinutes)]),
        (IncidentRule.Disconnects, [nameof(IncidentOptions.DisconnectCount), nameof(IncidentOptions.DisconnectMinutes)]),
        (IncidentRule.NoEnergy, [nameof(IncidentOptions.NoEnergyMinutes)]),
        (IncidentRule.ClockWrong, []),
        (IncidentRule.SessionsFailing, [nameof(IncidentOptions.FailedSessions), nameof(IncidentOptions.FailedSessionWh)]),
        (IncidentRule.Unanswered, [nameof(IncidentOptions.UnansweredCommands)]),
        (IncidentRule.SecurityEvent, [nameof(IncidentOptions.SecurityEventMinutes)]),
        (IncidentRule.CertificateNearExpiry, [nameof(IncidentOptions.CertificateDays)]),
        (IncidentRule.TooManyConnectors, []),
        (IncidentRule.ContractProviderAway, [nameof(IncidentOptions.ContractProviderMinutes)]),
        (IncidentRule.Alert, [nameof(IncidentOptions.AlertSeverity), nameof(IncidentOptions.AlertMinutes)]),
        (IncidentRule.DerAlarm, []),
        (IncidentRule.PaymentsFailing, [nameof(IncidentOptions.FailedPayments)]),
    ];

    /// <summary>Thresholds of all rules.</summary>
    public static readonly string[] Common = [nameof(IncidentOptions.SettleSeconds), nameof(IncidentOptions.StartGraceSeconds)];

    /// <summary>What each may be.</summary>
    public static readonly FrozenDictionary<string, FieldRange> Ranges = Rules.SelectMany(rule => rule.Fields).Concat(Common).ToFrozenDictionary(field => field, field =>
    {
        var range = typeof(IncidentOptions).GetProperty(field)!.GetCustomAttribute<RangeAttribute>()!;
        return new FieldRange((int)range.Minimum, (int)range.Maximum);
    });

    /// <summary>Every threshold with its value.</summary>
    public static Dictionary<string, int> Of(IncidentOptions options)
    {
        var all = (JsonObject)JsonSerializer.SerializeToNode(options)!;
        return Ranges.Keys.ToDictionary(field => field, field => (int)all[field]!);
    }

    /// <summary>The same with other thresholds and other rules switched off; what is not named stays.</summary>
    public static IncidentOptions With(IncidentOptions from, IEnumerable<KeyValuePair<string, int>> values, IReadOnlySet<IncidentRule> off)
    {
        var wanted = (JsonObject)JsonSerializer.SerializeToNode(from)!;
        foreach (var (field, value) in values) wanted[field] = value;
        wanted[nameof(IncidentOptions.Off)] = string.Join(",", IncidentCatalogue.All.Where(off.Contains));
        return wanted.Deserialize<IncidentOptions>()!;
    }
}
