namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A time without a zone. The standard leaves open what it means, and stations write their local time so; the wire takes UTC, and the clock of the
/// session compares it with when the message came: what is hours off is corrected and flagged there.
/// </summary>
internal sealed class MissingOffset : IQuirk
{
    public FrameNote Note => FrameNote.MissingOffset;

    public bool IsMended => false;

    public string? SessionFlag => "ClockWrong";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("evcc-io/evcc", 10399, "Growatt THOR")];
}
