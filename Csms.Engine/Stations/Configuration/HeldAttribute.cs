namespace Csms.Engine.Stations.Configuration;

/// <summary>An attribute of a variable as a station last told it.</summary>
/// <param name="Type">Actual, Target, MinSet or MaxSet.</param>
/// <param name="Value">The value; null where it may only be written, or was not given.</param>
/// <param name="Mutability">ReadOnly, WriteOnly or ReadWrite; null: not told.</param>
/// <param name="IsPersistent">It outlives a reboot; null: not told.</param>
/// <param name="IsConstant">It never changes while the station runs; null: not told.</param>
/// <param name="At">When it was told, by our clock.</param>
public sealed record HeldAttribute(string Type, string? Value, string? Mutability, bool? IsPersistent, bool? IsConstant, DateTimeOffset At)
{
    /// <summary>The station told it once, and no more in a report of everything since then.</summary>
    public bool IsGone { get; init; }
}
