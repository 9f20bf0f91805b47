using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V16.Messages;
using Csms.Engine.Ocpp.Wire;
using Verdict = Csms.Engine.Events.AuthorizationStatus;
using WireRegistration = Csms.Engine.Ocpp.V16.Messages.RegistrationStatus;
using WireVerdict = Csms.Engine.Ocpp.V16.Messages.AuthorizationStatus;

namespace Csms.Engine.Ocpp.V16;

/// <summary>The domain's answers in the words of 1.6.</summary>
internal static class V16Answers
{
    private const int LongestIdTag = 20;

    public static IWireMessage Boot(StationAnswer answer) => answer switch
    {
        BootAnswer boot => new BootNotificationResponse
        {
            Status = V16Words.RegistrationStatus.TryParse(boot.Status.ToString(), out var status) ? status : WireRegistration.Rejected,
            CurrentTime = boot.Now,
            Interval = boot.Interval,
        },
        _ => throw Unfit(answer),
    };

    public static IWireMessage Heartbeat(StationAnswer answer) =>
        answer is HeartbeatAnswer heartbeat ? new HeartbeatResponse { CurrentTime = heartbeat.Now } : throw Unfit(answer);

    public static IWireMessage Authorize(StationAnswer answer) =>
        answer is AuthorizationAnswer authorization ? new AuthorizeResponse { IdTagInfo = Info(authorization.Info) } : throw Unfit(answer);

    public static IWireMessage Start(StationAnswer answer) => answer is TransactionAnswer transaction
        ? new StartTransactionResponse
        {
            TransactionId = int.Parse(transaction.TransactionId ?? throw Unfit(answer), NumberStyles.None, CultureInfo.InvariantCulture),
            IdTagInfo = Info(transaction.Info ?? IdTokenInfo.AcceptedWithoutToken),
        }
        : throw Unfit(answer);

    public static IWireMessage? Stop(StationAnswer answer) =>
        answer is TransactionAnswer { Info: { } info } ? new StopTransactionResponse { IdTagInfo = Info(info) } : null;

    public static IWireMessage DataTransfer(StationAnswer answer) => answer is DataTransferAnswer transfer
        ? new DataTransferResponse
        {
            Status = V16Words.DataTransferStatus.TryParse(transfer.Status, out var status) ? status : DataTransferStatus.Rejected,
            Data = transfer.Data is { } data ? JsonText.Unquote(data) : null,
        }
        : throw Unfit(answer);

    public static IWireMessage Signing(StationAnswer answer) => answer is SigningAnswer signing
        ? new SignCertificateResponse { Status = signing.Accepted ? GenericStatusEnumType.Accepted : GenericStatusEnumType.Rejected }
        : throw Unfit(answer);

    private static IdTagInfo Info(IdTokenInfo info) => new()
    {
        Status = info.Status switch
        {
            Verdict.Accepted => WireVerdict.Accepted,
            Verdict.Blocked => WireVerdict.Blocked,
            Verdict.Expired => WireVerdict.Expired,
            Verdict.Invalid or Verdict.Unknown => WireVerdict.Invalid,
            Verdict.ConcurrentTx => WireVerdict.ConcurrentTx,
            Verdict.NoCredit or Verdict.NotAllowedTypeEVSE or Verdict.NotAtThisLocation or Verdict.NotAtThisTime => WireVerdict.Blocked,
            _ => throw new ArgumentOutOfRangeException(nameof(info)),
        },
        ExpiryDate = info.ExpiresAt,

        // A group that 1.6 can't carry is left out: cut off, it could be another group's.
        ParentIdTag = info.GroupId is { Length: <= LongestIdTag } group ? group : null,
    };

    private static ArgumentException Unfit(StationAnswer answer) => new($"{answer.GetType().Name} does not answer this action.", nameof(answer));
}
