using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>A handshake that was answered with an HTTP error instead of a WebSocket.</summary>
/// <param name="At">When.</param>
/// <param name="Station">Identity in the path, cut to 48 characters; null when there was none.</param>
/// <param name="Remote">Address it came from; null when unknown.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Reason">Why; holds no secret.</param>
public sealed record RefusedConnect(DateTimeOffset At, string? Station, string? Remote, int Status, Statement<ConnectRefusal> Reason);
