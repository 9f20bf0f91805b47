namespace Csms.Engine.Events;

/// <summary>Taken in.</summary>
public sealed record Acknowledged : StationAnswer
{
    /// <summary>The one instance.</summary>
    public static Acknowledged Instance { get; } = new();
}
