using Csms.Engine.Sessions;
using Csms.Engine.Storage;

namespace Csms.Engine.Stations;

/// <summary>A station's decision on its way through the journal and back into the mailbox that waits for it.</summary>
/// <param name="Mailbox">Suspended until the journal is done.</param>
/// <param name="Decision">What was decided; it has something to commit.</param>
/// <param name="ReceivedAt">When what it was decided on came in; UTC.</param>
/// <param name="Work">What it was decided on.</param>
internal sealed record SessionCommit(StationMailbox Mailbox, Decision Decision, DateTimeOffset ReceivedAt, StationWork Work) : StationWork, IJournalEntry
{
    /// <summary>Null once committed; set when it failed.</summary>
    public JournalFailure? Failure { get; private set; }

    public void WriteTo(JournalBatch batch) => SessionRows.Write(batch, Decision.State.Key, Decision.Commit!, ReceivedAt);

    public void Committed() => Mailbox.Resume(this);

    public void Failed(JournalFailure failure)
    {
        Failure = failure;
        Mailbox.Resume(this);
    }
}
