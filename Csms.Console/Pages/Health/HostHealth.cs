namespace Csms.Console.Pages.Health;

/// <summary>The program and its machine as of one look.</summary>
/// <param name="Uptime">Since the start of the program.</param>
/// <param name="CpuShare">Of all processors, since the look before; null at the first.</param>
/// <param name="MemoryBytes">Held by the program.</param>
/// <param name="MemoryLoad">Share of the memory that the machine, or its container, gives.</param>
/// <param name="DiskBytes">Size of the disk with the data folder; 0: unknown.</param>
/// <param name="DiskFreeBytes">Free on it.</param>
internal sealed record HostHealth(TimeSpan Uptime, double? CpuShare, long MemoryBytes, double MemoryLoad, long DiskBytes, long DiskFreeBytes);
