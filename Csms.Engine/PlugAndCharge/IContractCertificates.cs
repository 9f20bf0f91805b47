using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Where cars' contract certificates come from: a certificate provisioning service or the pool of a provider (2.x M01, M02; VDE-AR-E 2802-100-1).</summary>
public interface IContractCertificates
{
    /// <summary>Whether there is any.</summary>
    bool IsOn { get; }

    /// <summary>Carries a car's request there and the answer back. Does not throw but where it is cancelled: what went wrong is in the answer.</summary>
    /// <param name="station">At which the car is.</param>
    /// <param name="asked">The request.</param>
    /// <param name="cancellation">The station has waited long enough.</param>
    Task<EvCertificateAnswer> FetchAsync(StationId station, EvCertificateAsked asked, CancellationToken cancellation);
}
