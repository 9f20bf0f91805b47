namespace Csms.Console.Api.Incidents;

/// <summary>A rule that opens incidents.</summary>
/// <param name="Rule">Its word, as in the member rule of an incident.</param>
/// <param name="Severity">Of its incidents: info, warning or critical.</param>
/// <param name="On">Switched on.</param>
/// <param name="Thresholds">What it judges by.</param>
internal sealed record RuleView(string Rule, string Severity, bool On, IReadOnlyList<ThresholdView> Thresholds);
