using System.Collections.Concurrent;
using Csms.Engine.Stations;
using Csms.Engine.Storage;

namespace Csms.Engine.Tests.Faults;

/// <summary>The real journal, but the next decision of a station can be lost, or committed while nobody hears of it.</summary>
internal sealed class FlakyJournal(IJournal journal) : IJournal
{
    private readonly ConcurrentDictionary<string, bool> _next = new();
    private int _failed;

    /// <summary>How many decisions were told to have failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>The station's next decision fails; <paramref name="commits"/>: it is in the store all the same.</summary>
    public void FailNext(string station, bool commits) => _next[station] = commits;

    public void Append(IJournalEntry entry)
    {
        if (entry is not SessionCommit commit || !_next.TryRemove(commit.Decision.State.Id.Value, out var commits))
        {
            journal.Append(entry);
        }
        else if (commits)
        {
            journal.Append(new Unheard(this, entry));
        }
        else
        {
            Fail(entry);
        }
    }

    private void Fail(IJournalEntry entry)
    {
        entry.Failed(JournalFailure.Unavailable);
        Interlocked.Increment(ref _failed);
    }

    private sealed class Unheard(FlakyJournal owner, IJournalEntry entry) : IJournalEntry
    {
        public void WriteTo(JournalBatch batch) => entry.WriteTo(batch);

        public void Committed() => owner.Fail(entry);

        public void Failed(JournalFailure failure) => owner.Fail(entry);
    }
}
