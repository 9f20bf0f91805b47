using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// An empty idTag. At a stop it means that nobody presented one, and is taken as absent. At a start it stays what it is, a token that nobody has: whether such a
/// station may charge is for whoever enters tokens, not for us to guess.
/// </summary>
internal sealed class EmptyToken : IMessageQuirk
{
    public FrameNote Note => FrameNote.EmptyToken;

    public bool IsMended => false;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Change("c-jimenez/open-ocpp", 204)];

    public StationMessage? Mend(StationMessage message) => message switch
    {
        TransactionReported { Token: { Value.Length: 0, Type: not IdToken.NoAuthorization }, Phase: TransactionPhase.Ended } stop => stop with { Token = null },
        TransactionReported { Token: { Value.Length: 0, Type: not IdToken.NoAuthorization } } => message,
        AuthorizationAsked { Token: { Value.Length: 0, Type: not IdToken.NoAuthorization } } => message,
        _ => null,
    };
}
