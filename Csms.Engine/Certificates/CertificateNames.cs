using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Certificates;

/// <summary>
/// Which common names a station's request may carry. ISO 15118 names a charger by its SECC or EVSE id where OCPP has the station's identity; whoever wants it so sets
/// <c>Csms:Certificates:V2GNames</c>. Asked beside the mailbox.
/// </summary>
internal sealed class CertificateNames(IOptions<CertificateOptions> options, VariableStore variables, Lazy<StationRegistry> registry)
{
    /// <param name="station">Who asks.</param>
    /// <param name="use">What for, as it said; null: it did not.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<string>> OfAsync(StationState station, string? use, CancellationToken cancellation)
    {
        if (options.Value.V2GNames == V2GNames.Station || use is null or CertificateSigning.StationUse) return [station.Id.Value];
        var told = await variables.V2GNamesAsync(station.Key, cancellation);
        // The identity of another station is that station's, whoever tells it.
        return [station.Id.Value, .. told.Where(name => !StationId.TryParse(name, out var id) || registry.Value.Find(id) is null)];
    }
}
