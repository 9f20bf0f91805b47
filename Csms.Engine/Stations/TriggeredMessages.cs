using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Stations;

/// <summary>Messages that the CSMS asked a station for (TriggerMessage, reports): they may come while it is Pending (2.1 B02.FR.09).</summary>
internal sealed record TriggeredMessages(ImmutableHashSet<string> Actions)
{
    public static TriggeredMessages None { get; } = new(ImmutableHashSet<string>.Empty);

    public TriggeredMessages With(string action) => new(Actions.Add(action));

    public bool Has(StationMessage message) => message switch
    {
        HeartbeatReported => Actions.Contains("Heartbeat"),
        ConnectorStatusReported => Actions.Contains("StatusNotification"),
        MeterValuesReported => Actions.Contains("MeterValues"),
        TransactionReported { Phase: TransactionPhase.Updated, SequenceNumber: null } => Actions.Contains("MeterValues"), // 1.6
        TransactionReported => Actions.Contains("TransactionEvent"),
        ReportPartReported => Actions.Contains("NotifyReport"),
        ChargingProfilesReported => Actions.Contains("ReportChargingProfiles"),
        DerControlsReported => Actions.Contains("ReportDERControl"),
        SigningAsked => Actions.Any(static action => action.StartsWith("Sign", StringComparison.Ordinal)),
        NoticeReported { Action: "DiagnosticsStatusNotification" } => Actions.Contains("LogStatusNotification"), // 1.6
        NoticeReported notice => Actions.Contains(notice.Action),
        _ => false,
    };
}
