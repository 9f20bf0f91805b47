namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// An optional member that is there and null (<c>"info":null</c>): serializers of stations that write every member. The wire takes it as absent.
/// </summary>
internal sealed class NullMember : IQuirk
{
    public FrameNote Note => FrameNote.NullMember;

    public bool IsMended => false;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("mobilityhouse/ocpp", 296)];
}
