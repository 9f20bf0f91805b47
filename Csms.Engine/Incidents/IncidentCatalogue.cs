using System.Collections.Immutable;

namespace Csms.Engine.Incidents;

/// <summary>What is fixed about each rule.</summary>
public static class IncidentCatalogue
{
    /// <summary>Every rule, in the order in which people read them.</summary>
    public static ImmutableArray<IncidentRule> All { get; } = [.. Enum.GetValues<IncidentRule>()];

    /// <summary>How much an incident of the rule matters.</summary>
    public static IncidentSeverity SeverityOf(IncidentRule rule) => rule switch
    {
        IncidentRule.SiteOffline or IncidentRule.Fault or IncidentRule.SessionsFailing => IncidentSeverity.Critical,
        IncidentRule.Offline or IncidentRule.BootLoop or IncidentRule.Disconnects or IncidentRule.NoEnergy or IncidentRule.Unanswered
            or IncidentRule.SecurityEvent or IncidentRule.CertificateNearExpiry or IncidentRule.TooManyConnectors or IncidentRule.ContractProviderAway or IncidentRule.Alert or IncidentRule.DerAlarm
            or IncidentRule.PaymentsFailing => IncidentSeverity.Warning,
        IncidentRule.ClockWrong => IncidentSeverity.Info,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "no incident rule"),
    };

    /// <summary>Whether each further occurrence counts; of a state only its coming back does.</summary>
    internal static bool CountsOccurrences(IncidentRule rule) =>
        rule is IncidentRule.BootLoop or IncidentRule.Disconnects or IncidentRule.SessionsFailing or IncidentRule.Unanswered or IncidentRule.SecurityEvent
            or IncidentRule.Alert or IncidentRule.DerAlarm or IncidentRule.PaymentsFailing;

    /// <summary>What is found again has begun anew when it began after a person had closed it: the station says when it begins and when it ends.</summary>
    internal static bool BeginsAnew(IncidentRule rule) => rule is IncidentRule.Alert or IncidentRule.DerAlarm;

    /// <summary>The word of a rule over REST and in webhooks: "siteOffline".</summary>
    public static string Word(IncidentRule rule) => Lower(rule.ToString());

    /// <summary>The word of a severity over REST and in webhooks.</summary>
    public static string Word(IncidentSeverity severity) => Lower(severity.ToString());

    /// <summary>The word of a state over REST and in webhooks.</summary>
    public static string Word(IncidentState state) => Lower(state.ToString());

    private static string Lower(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
