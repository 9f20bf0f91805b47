namespace Csms.Engine.Storage;

/// <summary>A page of the raw log; <see cref="Next"/> is null when it is the last.</summary>
public sealed record FramePage(IReadOnlyList<LoggedFrame> Items, FrameCursor? Next);
