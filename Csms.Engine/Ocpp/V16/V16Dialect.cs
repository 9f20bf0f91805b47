using System.Buffers;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V16.Messages;

namespace Csms.Engine.Ocpp.V16;

/// <summary>OCPP 1.6 with the security extensions.</summary>
public sealed class V16Dialect : IOcppDialect
{
    private static readonly InboundRouter Inbound = new(V16Messages.All,
    [
        Route.Of("BootNotification", BootNotificationRequest.Wire, V16Inbound.Boot, V16Answers.Boot),
        Route.Of("Heartbeat", HeartbeatRequest.Wire, V16Inbound.Heartbeat, V16Answers.Heartbeat),
        Route.Of("Authorize", AuthorizeRequest.Wire, V16Inbound.Authorize, V16Answers.Authorize),
        Route.Of("StatusNotification", StatusNotificationRequest.Wire, V16Inbound.Status),
        Route.Of("StartTransaction", StartTransactionRequest.Wire, V16Inbound.Start, V16Answers.Start),
        Route.Of("MeterValues", MeterValuesRequest.Wire, V16Inbound.MeterValues),
        Route.Of("StopTransaction", StopTransactionRequest.Wire, V16Inbound.Stop, V16Answers.Stop),
        Route.Of("DataTransfer", DataTransferRequest.Wire, V16Inbound.DataTransfer, V16Answers.DataTransfer),
        Route.Of("DiagnosticsStatusNotification", DiagnosticsStatusNotificationRequest.Wire, V16Inbound.DiagnosticsStatus),
        Route.Of("LogStatusNotification", LogStatusNotificationRequest.Wire, V16Inbound.LogStatus),
        Route.Of("FirmwareStatusNotification", FirmwareStatusNotificationRequest.Wire, V16Inbound.FirmwareStatus),
        Route.Of("SecurityEventNotification", SecurityEventNotificationRequest.Wire, V16Inbound.SecurityEvent),
        Route.Of("SignCertificate", SignCertificateRequest.Wire, V16Inbound.Signing, V16Answers.Signing),
        Route.Of("SignedFirmwareStatusNotification", SignedFirmwareStatusNotificationRequest.Wire, V16Inbound.SignedFirmwareStatus),
    ]);

    /// <inheritdoc/>
    public OcppVersion Version => OcppVersion.V16;

    /// <inheritdoc/>
    public Translation Translate(string action, ReadOnlySpan<byte> payload) => Inbound.Translate(action, payload);

    /// <inheritdoc/>
    public void WriteAnswer(string action, StationAnswer answer, IBufferWriter<byte> output) => Inbound.WriteAnswer(action, answer, output);

    /// <inheritdoc/>
    public CommandPlan Plan(string action, JsonElement body, CommandContext context) => V16Commands.Plan(action, body, context);

    /// <inheritdoc/>
    public CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads) => V16Commands.Read(plan, payloads);
}
