namespace Csms.Engine.Storage;

/// <summary>Something that is held in memory of what people enter, and read again when any node has changed it.</summary>
public interface IKeepsEntered
{
    /// <summary>By which word the database tells of it (<see cref="EnteredKinds"/>).</summary>
    string Kind { get; }

    /// <summary>Reads again what was changed. Also called for what this node has changed itself: it must then find nothing to do.</summary>
    /// <param name="ids">What was changed; null: anything may have been.</param>
    /// <param name="cancellation">The host stops.</param>
    Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation);
}
