using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A transaction id of 1.6 that was never issued (0, -1): the station started without our answer and keeps its own. The session is found by rule and flagged
/// (1.6 errata 3.18).
/// </summary>
internal sealed class UnissuedTransactionId : IMessageQuirk
{
    public FrameNote Note => FrameNote.UnissuedTransactionId;

    public bool IsMended => false;

    public string? SessionFlag => "TransactionIdUnknown";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("EVerest/libocpp", 495), QuirkEvidence.Issue("lbbrhzn/ocpp", 1000, "Etrel INCH"), QuirkEvidence.Issue("mikuso/ocpp-rpc", 82, "TKT")];

    public StationMessage? Mend(StationMessage message) => message is TransactionReported { IdIsOurs: false, TransactionId: null } ? message : null;
}
