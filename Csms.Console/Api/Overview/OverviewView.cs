namespace Csms.Console.Api.Overview;

/// <summary>The network at a glance, within what the caller may see.</summary>
/// <param name="At">When.</param>
/// <param name="Totals">Sums now.</param>
/// <param name="Day">The day; null without sessions.read.</param>
/// <param name="IncidentsOpen">Incidents that nobody has acknowledged; null without incidents.read.</param>
/// <param name="CertificatesEnding">Stations whose certificate ends soon.</param>
/// <param name="HostCertificateEnding">This system's own certificate ends soon; false for who may not see every site.</param>
internal sealed record OverviewView(DateTimeOffset At, TotalsView Totals, DayView? Day, int? IncidentsOpen, int CertificatesEnding, bool HostCertificateEnding);
