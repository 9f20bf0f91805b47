using Csms.Engine.PlugAndCharge;

namespace Csms.Engine.Incidents.Rules;

/// <summary>The provider of cars' contract certificates (2.x M01, M02) can't be reached for long: nobody's station, nobody's site. Pure.</summary>
internal static class ContractProviderRule
{
    public static void Judge(ProviderReach? reach, Findings found, IncidentOptions options, DateTimeOffset now)
    {
        const IncidentRule Rule = IncidentRule.ContractProviderAway;
        if (reach is null) found.Leave(Rule, IncidentSubject.OfHost); // nobody has looked yet
        else if (reach.AwaySince is { } since && since.AddMinutes(options.ContractProviderMinutes) <= now && reach.CheckedAt > since) // one request that failed is none: it was looked at again
            found.Add(new Finding { Rule = Rule, Subject = IncidentSubject.OfHost, Stations = [], Since = since, LastAt = since, Detail = new IncidentDetail { Text = reach.Fault, Minutes = options.ContractProviderMinutes } });
    }
}
