using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V16.Messages;

namespace Csms.Engine.Ocpp.V16;

/// <summary>What a 1.6 station's messages mean in the words of 2.1. Connector n is EVSE n, connector 1; 0 is the station.</summary>
internal static class V16Inbound
{
    private static readonly WordMap<ChargePointStatus, ConnectorStatus> Statuses = new(V16Words.ChargePointStatus);

    public static Translated Boot(BootNotificationRequest request, Mending? mending) => new BootReported(
        request.ChargePointVendor,
        request.ChargePointModel,
        request.ChargePointSerialNumber ?? request.ChargeBoxSerialNumber,
        request.FirmwareVersion,
        request.Iccid,
        request.Imsi,
        "Unknown");

    public static Translated Heartbeat(HeartbeatRequest request, Mending? mending) => HeartbeatReported.Instance;

    public static Translated Authorize(AuthorizeRequest request, Mending? mending) => new AuthorizationAsked(Token(request.IdTag));

    public static Translated Status(StatusNotificationRequest request, Mending? mending) => new ConnectorStatusReported(
        request.ConnectorId,
        request.ConnectorId > 0 ? 1 : 0,
        Statuses[request.Status],
        request.Timestamp is { } at ? Mending.TimeOf(at) : null,
        request.ErrorCode == ChargePointErrorCode.NoError ? null : V16Words.ChargePointErrorCode.Word(request.ErrorCode),
        request.Info,
        request.VendorErrorCode,
        request.VendorId) { TellsErrors = true };

    public static Translated DiagnosticsStatus(DiagnosticsStatusNotificationRequest request, Mending? mending) =>
        new NoticeReported("DiagnosticsStatusNotification") { Status = V16Words.DiagnosticsStatus.Word(request.Status) };

    public static Translated Signing(SignCertificateRequest request, Mending? mending) => new SigningAsked(request.Csr, null, null);

    public static Translated SecurityEvent(SecurityEventNotificationRequest request, Mending? mending) =>
        new SecurityEventReported(request.Type, Mending.TimeOf(request.Timestamp), request.TechInfo);

    public static Translated FirmwareStatus(FirmwareStatusNotificationRequest request, Mending? mending) =>
        new NoticeReported("FirmwareStatusNotification") { Status = V16Words.FirmwareStatus.Word(request.Status) };

    public static Translated SignedFirmwareStatus(SignedFirmwareStatusNotificationRequest request, Mending? mending) => new NoticeReported("SignedFirmwareStatusNotification")
    {
        Status = V16Words.FirmwareStatusEnumType.Word(request.Status),
        RequestId = request.RequestId,
    };

    public static Translated LogStatus(LogStatusNotificationRequest request, Mending? mending) => new NoticeReported("LogStatusNotification")
    {
        Status = V16Words.UploadLogStatusEnumType.Word(request.Status),
        RequestId = request.RequestId,
    };

    public static Translated Start(StartTransactionRequest request, Mending? mending)
    {
        var at = Mending.TimeOf(request.Timestamp);
        var token = Token(request.IdTag);
        var key = new ContentHash((long)TransactionPhase.Started);
        key.Add((long)request.ConnectorId);
        key.Add(at);
        key.Add(token);
        key.Add(request.MeterStart);
        return new TransactionReported
        {
            Phase = TransactionPhase.Started,
            IdIsOurs = true,
            At = at,
            Trigger = "Authorized",
            EvseId = request.ConnectorId,
            ConnectorId = 1,
            Token = token,
            MeterWh = RegisterOf(request.MeterStart),
            ReservationId = request.ReservationId,
            ContentKey = key.Value,
        };
    }

    public static Translated Stop(StopTransactionRequest request, Mending? mending)
    {
        IReadOnlyList<MeterReading> readings = [];
        if (request.TransactionData is { Count: > 0 } data)
        {
            if (V16Meter.Instance.Read("transactionData", data, mending, out var read) is { } violation)
            {
                return violation;
            }

            readings = read;
        }

        var at = Mending.TimeOf(request.Timestamp);
        var reason = request.Reason ?? Reason.Local;
        var word = V16Words.Reason.Word(reason);
        var meterWh = RegisterOf(request.MeterStop);
        var key = new ContentHash((long)TransactionPhase.Ended);
        key.Add((long)request.TransactionId);
        key.Add(at);
        key.Add(meterWh);
        key.Add(word);
        return new TransactionReported
        {
            Phase = TransactionPhase.Ended,
            TransactionId = TransactionId(request.TransactionId),
            At = at,
            Trigger = TriggerOf(reason),
            Token = request.IdTag is { } idTag ? Token(idTag) : null,
            MeterWh = meterWh,
            StopReason = word,
            Readings = readings,
            ContentKey = key.Value,
        };
    }

    public static Translated MeterValues(MeterValuesRequest request, Mending? mending)
    {
        if (V16Meter.Instance.Read("meterValue", request.MeterValue, mending, out var readings) is { } violation)
        {
            return violation;
        }

        var key = new ContentHash((long)TransactionPhase.Updated);
        key.Add((long)request.ConnectorId);
        key.Add(request.TransactionId);
        key.Add(readings);
        if (request.TransactionId is not { } transaction)
        {
            return new MeterValuesReported(request.ConnectorId, readings, key.Value);
        }

        return new TransactionReported
        {
            Phase = TransactionPhase.Updated,
            TransactionId = TransactionId(transaction),
            At = readings.Count > 0 ? readings[^1].At : null,
            Trigger = (readings.Count > 0 ? readings[0].Context : SampleContext.SamplePeriodic) switch
            {
                SampleContext.SampleClock => "MeterValueClock",
                SampleContext.Trigger => "Trigger",
                _ => "MeterValuePeriodic",
            },
            EvseId = request.ConnectorId,
            ConnectorId = request.ConnectorId > 0 ? 1 : 0,
            Readings = readings,
            ContentKey = key.Value,
        };
    }

    public static Translated DataTransfer(DataTransferRequest request, Mending? mending) =>
        new DataTransferReported(request.VendorId, request.MessageId, request.Data is { } data ? JsonText.Quote(data) : null);

    private static IdToken Token(string idTag) => new(idTag, IdToken.TypeOf16);

    private static long? RegisterOf(long register) => register == Mending.NoRegister ? null : register;

    // 0 and negative ids were never issued: the station started without an answer (errata 3.18).
    private static string? TransactionId(int id) => id > 0 ? id.ToString(CultureInfo.InvariantCulture) : null;

    private static string TriggerOf(Reason reason) => reason switch
    {
        Reason.Local => "StopAuthorized",
        Reason.Remote => "RemoteStop",
        Reason.DeAuthorized => "Deauthorized",
        Reason.EVDisconnected => "EVDeparted",
        Reason.UnlockCommand => "UnlockCommand",
        Reason.HardReset or Reason.SoftReset or Reason.Reboot => "ResetCommand",
        Reason.EmergencyStop or Reason.PowerLoss or Reason.Other => "AbnormalCondition",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
