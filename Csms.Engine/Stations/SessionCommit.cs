using Csms.Engine.Sessions;
using Csms.Engine.Storage;

namespace Csms.Engine.Stations;

/// <summary>A station's decision on its way through the journal.</summary>
internal sealed class SessionCommit(StationActor actor, Decision decision, DateTimeOffset receivedAt, StationWork work) : IJournalEntry
{
    public Decision Decision => decision;

    public StationWork Work => work;

    /// <summary>Null once committed; set when it failed.</summary>
    public JournalFailure? Failure { get; private set; }

    public void WriteTo(JournalBatch batch) => SessionRows.Write(batch, decision.State.Key, decision.Commit!, receivedAt);

    public void Committed() => actor.Resume(this);

    public void Failed(JournalFailure failure)
    {
        Failure = failure;
        actor.Resume(this);
    }
}
