namespace Csms.Engine.Storage;

/// <summary>One thing that was entered, changed or removed somewhere.</summary>
/// <param name="Kind">What it is (<see cref="EnteredKinds"/>).</param>
/// <param name="Id">Which one.</param>
internal readonly record struct EnteredChange(string Kind, string Id)
{
    /// <summary>"KIND ID", as the trigger writes it; null when it is something else.</summary>
    public static EnteredChange? Parse(string payload) =>
        payload.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? new EnteredChange(payload[..at], payload[(at + 1)..]) : null;
}
