namespace Csms.Engine.Storage;

/// <summary>What a <see cref="WriteBehind{TBatch}"/> gathers before it writes.</summary>
internal interface IWriteBatch : IDisposable
{
    int Rows { get; }

    /// <summary>Memory it holds, roughly, in bytes.</summary>
    int Bytes { get; }

    void Clear();
}
