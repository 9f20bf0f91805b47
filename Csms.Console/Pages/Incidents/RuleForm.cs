using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Incidents;

namespace Csms.Console.Pages.Incidents;

/// <summary>The thresholds while they are edited: texts by name, checked against the ranges of <see cref="IncidentOptions"/>.</summary>
internal sealed class RuleForm
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
    ];

    /// <summary>Thresholds of all rules.</summary>
    public static readonly string[] Common = [nameof(IncidentOptions.SettleSeconds), nameof(IncidentOptions.StartGraceSeconds)];

    private static readonly FrozenDictionary<string, FieldRange> _ranges = Rules.SelectMany(rule => rule.Fields).Concat(Common).ToFrozenDictionary(field => field, field =>
    {
        var range = typeof(IncidentOptions).GetProperty(field)!.GetCustomAttribute<RangeAttribute>()!;
        return new FieldRange((int)range.Minimum, (int)range.Maximum);
    });

    private readonly JsonObject _from;
    private readonly Dictionary<string, string> _texts;
    private readonly HashSet<IncidentRule> _off;
    private readonly HashSet<string> _faults = [];

    /// <summary>Begins with what is in force.</summary>
    public RuleForm(IncidentOptions options)
    {
        _from = (JsonObject)JsonSerializer.SerializeToNode(options)!;
        _texts = _ranges.Keys.ToDictionary(field => field, field => ((int)_from[field]!).ToString(CultureInfo.InvariantCulture));
        _off = [.. options.SwitchedOff];
    }

    /// <summary>Text of a field.</summary>
    public string this[string field]
    {
        get => _texts[field];
        set
        {
            _texts[field] = value.Trim();
            _faults.Remove(field);
        }
    }

    /// <summary>A rule is on.</summary>
    public bool IsOn(IncidentRule rule) => !_off.Contains(rule);

    /// <summary>Switches a rule.</summary>
    public void Switch(IncidentRule rule, bool on)
    {
        if (on) _off.Remove(rule);
        else _off.Add(rule);
    }

    /// <summary>What a field that is wrong may be; null: it is right.</summary>
    public FieldRange? Fault(string field) => _faults.Contains(field) ? _ranges[field] : null;

    /// <summary>What was entered; null when a field is wrong.</summary>
    public IncidentOptions? Check()
    {
        _faults.Clear();
        var wanted = (JsonObject)_from.DeepClone();
        foreach (var (field, range) in _ranges)
        {
            if (int.TryParse(_texts[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= range.Least && number <= range.Most) wanted[field] = number;
            else _faults.Add(field);
        }
        wanted[nameof(IncidentOptions.Off)] = string.Join(",", IncidentCatalogue.All.Where(_off.Contains));
        return _faults.Count > 0 ? null : wanted.Deserialize<IncidentOptions>();
    }
}
