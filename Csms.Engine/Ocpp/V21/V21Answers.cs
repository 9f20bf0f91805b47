using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>
/// The domain's answers in the words of 2.x: only members that 2.0.1 has as well, but for those that its dialect leaves out (limits of a transaction, ways
/// of energy transfer, tariffs, NoChargingProfile).
/// </summary>
internal static class V21Answers
{
    public static IWireMessage Boot(StationAnswer answer) => answer is BootAnswer boot
        ? new BootNotificationResponse
        {
            Status = V21Words.RegistrationStatusEnumType.TryParse(boot.Status.ToString(), out var status) ? status : RegistrationStatusEnumType.Rejected,
            CurrentTime = boot.Now,
            Interval = boot.Interval,
        }
        : throw Unfit(answer);

    public static IWireMessage Heartbeat(StationAnswer answer) =>
        answer is HeartbeatAnswer heartbeat ? new HeartbeatResponse { CurrentTime = heartbeat.Now } : throw Unfit(answer);

    public static IWireMessage Authorize(StationAnswer answer) =>
        answer is AuthorizationAnswer authorization
            ? new AuthorizeResponse { IdTokenInfo = Info(authorization.Info), CertificateStatus = V21Certificates.StatusOf(authorization.Contract), AllowedEnergyTransfer = Transfers(authorization.Info), Tariff = V21Tariffs.Read(authorization.Tariff) }
            : throw Unfit(answer);

    public static IWireMessage? TransactionEvent(StationAnswer answer) => answer switch
    {
        TransactionAnswer { Info: null, TotalCost: null, Limits: null, Message: null } => null,
        TransactionAnswer transaction => new TransactionEventResponse
        {
            IdTokenInfo = transaction.Info is { } info ? Info(info) : null,
            TotalCost = transaction.TotalCost,
            ChargingPriority = transaction.Info?.Priority,
            UpdatedPersonalMessage = Text(transaction.Message),
            TransactionLimit = transaction.Limits is { } limits
                ? new TransactionLimitType { MaxCost = limits.MaxCost, MaxEnergy = limits.MaxEnergyWh, MaxTime = limits.MaxTimeSeconds, MaxSoC = limits.MaxSocPercent } : null,
        },
        _ => throw Unfit(answer),
    };

    public static IWireMessage DataTransfer(StationAnswer answer) => answer is DataTransferAnswer transfer
        ? new DataTransferResponse
        {
            Status = V21Words.DataTransferStatusEnumType.TryParse(transfer.Status, out var status) ? status : DataTransferStatusEnumType.Rejected,
            Data = transfer.Data is { } data ? new WireJson(System.Text.Encoding.UTF8.GetBytes(data)) : null,
        }
        : throw Unfit(answer);

    /// <summary>Where nobody decides on the needs of a car they are accepted (CONTRACTS 31).</summary>
    public static IWireMessage Needs(StationAnswer answer) => answer is ChargingNeedsAnswer needs
        ? new NotifyEVChargingNeedsResponse
        {
            Status = V21Words.NotifyEVChargingNeedsStatusEnumType.TryParse(needs.Verdict.ToString(), out var status) ? status : NotifyEVChargingNeedsStatusEnumType.Rejected,
            StatusInfo = needs.ReasonCode is { } code ? new StatusInfoType { ReasonCode = code, AdditionalInfo = needs.Reason } : null,
        }
        : new NotifyEVChargingNeedsResponse { Status = NotifyEVChargingNeedsStatusEnumType.Accepted };

    public static IWireMessage Dynamic(StationAnswer answer) => answer is DynamicScheduleAnswer dynamic
        ? new PullDynamicScheduleUpdateResponse { Status = ChargingProfileStatusEnumType.Accepted, ScheduleUpdate = V21Charging.Values(dynamic.Values) }
        : new PullDynamicScheduleUpdateResponse { Status = ChargingProfileStatusEnumType.Rejected };

    public static IWireMessage Signing(StationAnswer answer) => answer is SigningAnswer signing
        ? new SignCertificateResponse
        {
            Status = signing.Accepted ? GenericStatusEnumType.Accepted : GenericStatusEnumType.Rejected,
            StatusInfo = signing.ReasonCode is { } code ? new StatusInfoType { ReasonCode = code, AdditionalInfo = signing.Reason } : null,
        }
        : throw Unfit(answer);

    private static List<EnergyTransferModeEnumType>? Transfers(IdTokenInfo info)
    {
        if (info is not { Status: AuthorizationStatus.Accepted, Transfers: { } allowed }) return null; // who may not charge may not choose how
        var words = new List<EnergyTransferModeEnumType>();
        foreach (var mode in allowed.Modes)
        {
            if (V21Words.EnergyTransferModeEnumType.TryParse(mode, out var word)) words.Add(word);
        }

        return words;
    }

    private static IdTokenInfoType Info(IdTokenInfo info) => new()
    {
        Status = V21Words.AuthorizationStatusEnumType.TryParse(info.Status.ToString(), out var status) ? status : AuthorizationStatusEnumType.Invalid,
        CacheExpiryDateTime = info.ExpiresAt,
        GroupIdToken = info.GroupId is { } group ? new IdTokenType { IdToken = group, Type = "Central" } : null,
        ChargingPriority = info.Priority,
        Language1 = info.Language1,
        Language2 = info.Language2,
        EvseId = info.Evses.IsEmpty ? null : info.Evses,
        PersonalMessage = Text(info.Message),
    };

    private static MessageContentType? Text(DriverText? text) =>
        text is null ? null : new MessageContentType { Format = MessageFormatEnumType.UTF8, Language = text.Language, Content = text.Content };

    private static ArgumentException Unfit(StationAnswer answer) => new($"{answer.GetType().Name} does not answer this action.", nameof(answer));
}
