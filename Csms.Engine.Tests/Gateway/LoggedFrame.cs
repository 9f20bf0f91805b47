using System.Text;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Tests.Gateway;

/// <summary>A <see cref="FrameRecord"/> that outlives the call.</summary>
internal sealed record LoggedFrame(bool FromStation, OcppMessageType? Type, string? Action, string? MessageId, string Payload, OcppMessageType? AnswerType, string AnswerPayload, string? ErrorCode, string? Note)
{
    public static LoggedFrame Of(in FrameRecord x) => new(
        x.FromStation, x.Type, x.Action, x.MessageId, Encoding.UTF8.GetString(x.Payload), x.AnswerType, Encoding.UTF8.GetString(x.AnswerPayload), x.ErrorCode, x.Notes is { Count: > 0 } notes ? notes[0].ToString() : null);
}
