namespace Csms.Console.Api.Health;

/// <summary>The program and its machine.</summary>
/// <param name="UptimeSeconds">Since the start of the program.</param>
/// <param name="CpuShare">Of all processors, 0 to 1, since the look before; null at the first.</param>
/// <param name="MemoryBytes">Held by the program.</param>
/// <param name="MemoryShare">Of what the machine or its container gives, 0 to 1.</param>
/// <param name="DiskBytes">Size of the disk with the data folder; 0: unknown.</param>
/// <param name="DiskFreeBytes">Free on it.</param>
internal sealed record HostView(long UptimeSeconds, double? CpuShare, long MemoryBytes, double MemoryShare, long DiskBytes, long DiskFreeBytes);
