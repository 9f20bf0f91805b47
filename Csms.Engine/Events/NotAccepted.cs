namespace Csms.Engine.Events;

/// <summary>The station is not accepted (yet) and this message is not one it may send: the dialect answers SecurityError (2.1 B02.FR.09, J errata 3.8).</summary>
public sealed record NotAccepted : StationAnswer
{
    /// <summary>The one instance.</summary>
    public static NotAccepted Instance { get; } = new();
}
