using Csms.Engine.Ocpp;
using Csms.Engine.Units;

namespace Csms.Engine.Storage;

/// <summary>One frame of the raw log.</summary>
/// <param name="At">When it was received or sent; UTC.</param>
/// <param name="FromStation">Direction: true in, false out.</param>
/// <param name="MessageType">OCPP-J number: 2 CALL, 3 CALLRESULT, 4 CALLERROR, 5 CALLRESULTERROR, 6 SEND; 0 not readable.</param>
/// <param name="Action">Action, also for an answer whose request is known; empty when unknown.</param>
/// <param name="MessageId">Id of the message; empty when it could not be read.</param>
/// <param name="Payload">The JSON of the payload, the details of a CALLERROR, or the whole text of an unreadable frame.</param>
/// <param name="ErrorCode">Code of a CALLERROR.</param>
/// <param name="ErrorDescription">Its words.</param>
/// <param name="Notes">Known deviations mended and rules broken; on the request.</param>
public sealed record LoggedFrame(
    DateTimeOffset At,
    bool FromStation,
    int MessageType,
    string Action,
    string MessageId,
    string Payload,
    string? ErrorCode,
    string? ErrorDescription,
    IReadOnlyList<Statement<FrameNote>> Notes);
