namespace Csms.Engine.Storage;

/// <summary>The database cannot be used as it is; the message tells the operator what to do.</summary>
public sealed class StorageException : Exception
{
    /// <summary>With what the operator has to do.</summary>
    public StorageException(string message) : base(message)
    {
    }

    /// <summary>The same, with what led to it.</summary>
    public StorageException(string message, Exception inner) : base(message, inner)
    {
    }
}
