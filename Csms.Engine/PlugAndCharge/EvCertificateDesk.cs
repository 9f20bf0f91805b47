using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Answers Get15118EVCertificate (2.x M01, M02), beside the mailbox: the provider may take its time.</summary>
internal sealed class EvCertificateDesk(IContractCertificates provider) : IStationDesk
{
    public bool Takes(StationMessage message) => message is EvCertificateAsked;

    public async Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation) =>
        station.Profile.Registration == RegistrationStatus.Accepted ? await provider.FetchAsync(station.Id, (EvCertificateAsked)message, cancellation) : null;
}
