namespace Csms.Engine.Gateway.Downloads;

/// <summary>A file that a station may fetch.</summary>
/// <param name="Path">Where it is on our disk.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
/// <param name="At">Since when it is there; UTC.</param>
public sealed record StationDownload(string Path, string Name, ReadOnlyMemory<byte> Sha256, DateTimeOffset At);
