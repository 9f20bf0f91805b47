namespace Csms.Engine.Events;

/// <summary>
/// Any other message that a station may send (firmware, log, security, certificate, reservation, charging-limit notices…): it is in the
/// raw log, and the dialect answers it as the standard asks.
/// </summary>
/// <param name="Action">The action in its version's spelling.</param>
public sealed record NoticeReported(string Action) : StationMessage
{
    /// <summary>Status that it brings, in the station's word; null for a message that is not read further.</summary>
    public string? Status { get; init; }

    /// <summary>The request it belongs to; null when it names none.</summary>
    public int? RequestId { get; init; }
}
