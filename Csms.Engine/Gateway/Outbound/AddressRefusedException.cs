namespace Csms.Engine.Gateway.Outbound;

/// <summary>An address was not called because it does not belong to the public internet.</summary>
public sealed class AddressRefusedException : IOException
{
    /// <summary>Without a text.</summary>
    public AddressRefusedException()
    {
    }

    /// <summary>With a text.</summary>
    public AddressRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>With what led to it.</summary>
    public AddressRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
