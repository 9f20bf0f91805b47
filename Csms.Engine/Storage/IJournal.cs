namespace Csms.Engine.Storage;

/// <summary>Makes decisions durable, many in one commit.</summary>
internal interface IJournal
{
    /// <summary>Queues a decision; returns at once. The queue is bounded by its callers: a station has one decision under way.</summary>
    void Append(IJournalEntry entry);
}
