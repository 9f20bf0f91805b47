namespace Csms.Engine.Storage;

/// <summary>One decision to be made durable. Its rows are committed together with those of many others, or not at all.</summary>
internal interface IJournalEntry
{
    /// <summary>Adds its rows. May be called again when a commit has to be repeated: every row has an identity, so nothing counts twice.</summary>
    void WriteTo(JournalBatch batch);

    /// <summary>Durable. Called once, on the journal's loop: hand the work on.</summary>
    void Committed();

    /// <summary>Not durable. Called once instead of <see cref="Committed"/>, on the journal's loop.</summary>
    void Failed(JournalFailure failure);
}
