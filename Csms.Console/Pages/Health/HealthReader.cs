using System.Diagnostics;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Storage;
using Microsoft.Extensions.Options;

namespace Csms.Console.Pages.Health;

/// <summary>Looks at program, machine and database; however many pages are open, at most once in <see cref="Freshness"/>.</summary>
internal sealed class HealthReader(StorageHealth storage, PncHealth contracts, IOptions<StorageOptions> options, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _databaseFreshness = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private HealthSnapshot? _last;
    private DateTimeOffset _databaseAt = DateTimeOffset.MinValue;
    private (TimeSpan Cpu, long At)? _cpu;

    public async Task<HealthSnapshot> ReadAsync(CancellationToken cancellation)
    {
        await _looking.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (_last is { } last && now - last.At < Freshness) return last;
            var database = _last?.Database;
            if (now - _databaseAt >= _databaseFreshness || !storage.IsReachable)
            {
                database = await storage.ReadAsync(cancellation);
                _databaseAt = now;
            }
            return _last = new HealthSnapshot(now, Host(), database, storage.JournalWaiting, storage.CommitMedian, storage.CommitP95, storage.Queues) { Roots = contracts.Roots, ProviderFails = contracts.Provider?.Fault is not null || contracts.Reach?.AwaySince is not null };
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();

    private HostHealth Host()
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, at) = (process.TotalProcessorTime, time.GetTimestamp());
        double? share = _cpu is { } before && time.GetElapsedTime(before.At, at) is { Ticks: > 0 } passed ? (cpu - before.Cpu) / passed / Environment.ProcessorCount : null;
        _cpu = (cpu, at);
        var memory = GC.GetGCMemoryInfo();
        var (size, free) = Disk();
        return new HostHealth(time.GetUtcNow() - process.StartTime.ToUniversalTime(), share, process.WorkingSet64, memory.TotalAvailableMemoryBytes > 0 ? (double)process.WorkingSet64 / memory.TotalAvailableMemoryBytes : 0, size, free);
    }

    private (long Size, long Free) Disk()
    {
        try
        {
            var disk = new DriveInfo(Path.GetFullPath(options.Value.DataDirectory));
            return (disk.TotalSize, disk.AvailableFreeSpace);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (0, 0); // a file system that does not say
        }
    }
}
