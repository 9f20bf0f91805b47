using System.Collections.Immutable;

namespace Csms.Engine.Incidents.Rules;

/// <summary>All rules about a single station.</summary>
internal static class StationRules
{
    public static ImmutableArray<IStationRule> All { get; } =
        [new OfflineRule(), new FaultRule(), new BootLoopRule(), new DisconnectsRule(), new NoEnergyRule(), new ClockWrongRule(), new SessionsFailingRule(), new UnansweredRule(), new SecurityEventRule(), new CertificateNearExpiryRule(), new TooManyConnectorsRule(), new AlertRule(), new DerAlarmRule(), new PaymentsFailingRule()];
}
