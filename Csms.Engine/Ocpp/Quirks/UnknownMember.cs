namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// Members that the standard lacks, such as connectorId in Authorize: makers add their own. The wire passes over them and notes where they stood.
/// </summary>
internal sealed class UnknownMember : IQuirk
{
    public FrameNote Note => FrameNote.UnknownMember;

    public bool IsMended => false;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("evcc-io/evcc", 14579), QuirkEvidence.Issue("road-labs/chargestation-one", 61)];
}
