using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>What goes into the raw log besides ordinary exchanges.</summary>
internal sealed partial class StationConnection
{
    private static readonly Statement<FrameNote>[] RepeatUnderWay = [Statement.Of(FrameNote.RepeatUnderWay)];
    private static readonly Statement<FrameNote>[] RepeatAnswered = [Statement.Of(FrameNote.RepeatAnswered)];
    private static readonly Statement<FrameNote>[] NobodyWaits = [Statement.Of(FrameNote.NobodyWaits)];

    private void AppendLone(in OcppFrame frame, DateTimeOffset receivedAt, IReadOnlyList<Statement<FrameNote>>? notes) => _services.Append(new FrameRecord
    {
        Station = Station,
        StationKey = Inbox.Key,
        FromStation = true,
        At = receivedAt,
        Type = frame.Type,
        Action = frame.Action.Length == 0 ? null : frame.Action,
        MessageId = frame.MessageId,
        Payload = frame.Payload.Span,
        ErrorCode = frame.ErrorCode.Length == 0 ? null : frame.ErrorCode,
        ErrorDescription = frame.ErrorDescription.Length == 0 ? null : frame.ErrorDescription,
        Notes = notes,
    });

    private void AppendExchange(
        in OcppFrame frame, DateTimeOffset receivedAt, OcppMessageType? answerType, ReadOnlySpan<byte> answer, OcppErrorCode? code, string? text, IReadOnlyList<Statement<FrameNote>>? notes) =>
        _services.Append(new FrameRecord
        {
            Station = Station,
            StationKey = Inbox.Key,
            FromStation = true,
            At = receivedAt,
            Type = frame.Type,
            Action = frame.Action,
            MessageId = frame.MessageId,
            Payload = frame.Payload.Span,
            AnsweredAt = answerType is null ? null : _services.Time.GetUtcNow(),
            AnswerType = answerType,
            AnswerPayload = answer,
            ErrorCode = code?.Spelling(Dialect.Version),
            ErrorDescription = text,
            Notes = notes,
        });
}
