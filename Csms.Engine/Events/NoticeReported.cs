namespace Csms.Engine.Events;

/// <summary>
/// Any other message that a station may send (firmware, log, security, certificate, reservation, charging-limit notices…): it is in the
/// raw log, and the dialect answers it as the standard asks. Answered by <see cref="Acknowledged"/>.
/// </summary>
/// <param name="Action">The action in its version's spelling.</param>
public sealed record NoticeReported(string Action) : StationMessage;
