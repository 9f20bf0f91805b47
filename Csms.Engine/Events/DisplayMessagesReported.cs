namespace Csms.Engine.Events;

/// <summary>A part of the messages that a station's display holds (2.x NotifyDisplayMessages, O03/O04).</summary>
/// <param name="RequestId">Of the GetDisplayMessages that asked.</param>
/// <param name="MoreToCome">Another part follows.</param>
/// <param name="Messages">MessageInfoType of each, as JSON text in OCPP 2.1's words.</param>
public sealed record DisplayMessagesReported(int RequestId, bool MoreToCome, IReadOnlyList<string> Messages) : StationMessage;
