using System.Globalization;
using Csms.Console.Notices;
using Csms.Engine.Incidents;

namespace Csms.Console.Pages.Incidents;

/// <summary>The thresholds while they are edited: texts by name, checked against the ranges of <see cref="IncidentOptions"/>.</summary>
internal sealed class RuleForm
{
    private readonly IncidentOptions _from;
    private readonly Dictionary<string, string> _texts;
    private readonly HashSet<IncidentRule> _off;
    private readonly HashSet<string> _faults = [];

    /// <summary>Begins with what is in force.</summary>
    public RuleForm(IncidentOptions options)
    {
        _from = options;
        _texts = RuleFields.Of(options).ToDictionary(field => field.Key, field => field.Value.ToString(CultureInfo.InvariantCulture));
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
    public FieldRange? Fault(string field) => _faults.Contains(field) ? RuleFields.Ranges[field] : null;

    /// <summary>What was entered; null when a field is wrong.</summary>
    public IncidentOptions? Check()
    {
        _faults.Clear();
        var wanted = new Dictionary<string, int>();
        foreach (var (field, range) in RuleFields.Ranges)
        {
            if (int.TryParse(_texts[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= range.Least && number <= range.Most) wanted[field] = number;
            else _faults.Add(field);
        }
        return _faults.Count > 0 ? null : RuleFields.With(_from, wanted, _off);
    }
}
