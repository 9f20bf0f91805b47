using System.Text.Json;
using Csms.Console.Notices;
using Csms.Engine.Incidents;

namespace Csms.Console.Api.Incidents;

/// <summary>When something is an incident.</summary>
/// <param name="Rules">Every rule.</param>
/// <param name="Common">Thresholds of all of them.</param>
internal sealed record RulesView(IReadOnlyList<RuleView> Rules, IReadOnlyList<ThresholdView> Common)
{
    public static RulesView Of(IncidentOptions options)
    {
        var values = RuleFields.Of(options);
        return new(
            [.. RuleFields.Rules.Select(rule => new RuleView(IncidentCatalogue.Word(rule.Rule), IncidentCatalogue.Word(IncidentCatalogue.SeverityOf(rule.Rule)), !options.SwitchedOff.Contains(rule.Rule), [.. rule.Fields.Select(View)]))],
            [.. RuleFields.Common.Select(View)]);

        ThresholdView View(string field) => new(Word(field), values[field], RuleFields.Ranges[field].Least, RuleFields.Ranges[field].Most);
    }

    /// <summary>"offlineSeconds".</summary>
    public static string Word(string field) => JsonNamingPolicy.CamelCase.ConvertName(field);
}
