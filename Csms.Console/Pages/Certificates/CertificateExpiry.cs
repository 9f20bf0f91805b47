using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.Incidents;
using Csms.Engine.LiveView;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Certificates;

/// <summary>Which certificates end soon, by the threshold of the incident rule.</summary>
internal sealed class CertificateExpiry(ClientCertificates clients, IncidentSettings settings, LiveBoard board, TimeProvider time)
{
    /// <summary>Days before its end at which a certificate ends soon.</summary>
    public int Days => settings.Current.CertificateDays;

    private DateTimeOffset End => time.GetUtcNow().AddDays(Days);

    /// <summary>When the certificate with which a station connects ends; null: it never showed one.</summary>
    public DateTimeOffset? EndOf(StationId station) => clients.Find(station)?.Facts.NotAfter;

    /// <summary>The certificate with which a station connects ends soon, or has ended.</summary>
    public bool IsSoon(StationId station) => clients.EndsBefore(station, End);

    /// <summary>How many stations a person may see whose certificates end soon, and whether the host's own does (told to who may see every site).</summary>
    public (int Stations, bool Host) Count(AccessScope scope)
    {
        var end = End;
        var host = scope.Sites(Permissions.StationsRead).All && clients.Host is { } own && own.NotAfter < end;
        return (board.Stations(scope.Live()).Count(station => clients.EndsBefore(station.Id, end)), host);
    }
}
