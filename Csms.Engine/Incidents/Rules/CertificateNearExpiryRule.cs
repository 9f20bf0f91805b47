using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Rules;

/// <summary>The certificate with which a station connects, or that of the host itself, ends soon (2.x A02: it is renewed before that). Pure.</summary>
internal sealed class CertificateNearExpiryRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.CertificateNearExpiry;

    public void Judge(StationView view, Findings found)
    {
        if (view.Certificate is { } certificate && From(certificate, view.Options) is var from && from <= view.Now)
            found.Add(view.Found(Rule, from, from, DetailOf(certificate), null));
    }

    /// <summary>The certificate of the host's own TLS endpoint: nobody's station, nobody's site.</summary>
    public static void JudgeHost(CertificateFacts? certificate, Findings found, IncidentOptions options, DateTimeOffset now)
    {
        if (certificate is null || From(certificate, options) is var from && from > now) return;
        found.Add(new Finding { Rule = IncidentRule.CertificateNearExpiry, Subject = IncidentSubject.OfHost, Stations = [], Since = from, LastAt = from, Detail = DetailOf(certificate) });
    }

    private static DateTimeOffset From(CertificateFacts certificate, IncidentOptions options) => certificate.NotAfter.AddDays(-options.CertificateDays);

    private static IncidentDetail DetailOf(CertificateFacts certificate) => new() { Code = certificate.SerialNumber, Until = certificate.NotAfter };
}
