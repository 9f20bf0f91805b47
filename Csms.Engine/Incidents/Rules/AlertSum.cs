using Csms.Engine.Monitoring;

namespace Csms.Engine.Incidents.Rules;

/// <summary>
/// Bounds what one station can open: its alerts have names of the station's choice. A few are incidents of their own, the rest is summed up in one. An incident
/// holds its place until it is closed, so that names that take turns open no more; one that is graver than all that have a place gets one besides.
/// </summary>
internal static class AlertSum
{
    /// <summary>Incidents of a station and rule that are about one alert.</summary>
    public const int MostIncidents = 5;

    /// <summary>Puts what would open too many into one finding a station and rule.</summary>
    /// <param name="found">One look at all stations.</param>
    /// <param name="ledger">What is open.</param>
    public static void Gather(Findings found, IncidentLedger ledger)
    {
        var fresh = found.Holding.Where(finding => IncidentCatalogue.BeginsAnew(finding.Rule) && !ledger.Knows(finding)).ToLookup(finding => (finding.Rule, finding.Subject.StationId));
        if (fresh.Count == 0) return;
        var open = ledger.Open.Where(incident => IncidentCatalogue.BeginsAnew(incident.Rule) && incident.Subject.Variable is not null)
            .ToLookup(incident => (incident.Rule, incident.Subject.StationId), incident => Grade(incident.Detail));
        var rest = new HashSet<Finding>(ReferenceEqualityComparer.Instance);
        var sums = new List<Finding>();
        foreach (var station in fresh)
        {
            var (places, gravest) = (open[station.Key].Count(), open[station.Key].DefaultIfEmpty(int.MaxValue).Min());
            var left = new List<Finding>();
            foreach (var finding in station.OrderBy(finding => Grade(finding.Detail)).ThenBy(finding => finding.Since))
            {
                if (places >= MostIncidents && Grade(finding.Detail) >= gravest)
                {
                    left.Add(finding);
                    continue;
                }

                places++;
                gravest = Math.Min(gravest, Grade(finding.Detail));
            }

            if (left is not [var first, ..]) continue;
            rest.UnionWith(left);
            sums.Add(first with
            {
                Subject = IncidentSubject.OfStation(station.Key.StationId!),
                Since = left.Min(finding => finding.Since),
                NewestAt = left.Max(finding => finding.Since), // one that began after a person had closed the sum opens it anew
                LastAt = left.Max(finding => finding.Since), // another one is an occurrence, a repeat of one is not
                Detail = first.Detail with { Value = first.Rule == IncidentRule.Alert ? null : first.Detail.Value, Text = null, VendorCode = null, Count = left.Count }, // no row each time a value is another
            });
        }

        found.Remove(rest.Contains);
        foreach (var sum in sums) found.Add(sum);
    }

    /// <summary>How grave an alert is beside others: the less the graver.</summary>
    private static int Grade(IncidentDetail detail) => detail.Level ?? StationAlert.UnknownSeverity;
}
