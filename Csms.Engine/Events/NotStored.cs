namespace Csms.Engine.Events;

/// <summary>What the message says could not be stored: nothing is sent, so that the station repeats it. What was acknowledged would be lost.</summary>
public sealed record NotStored : StationAnswer
{
    /// <summary>The one instance.</summary>
    public static NotStored Instance { get; } = new();
}
