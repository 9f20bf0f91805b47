using System.Globalization;

namespace Csms.Engine.Storage;

/// <summary>The settings a private cluster runs with: durable, sized for a small machine it shares with the host.</summary>
internal static class PostgresSettings
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Settings by name, for a machine with the given memory in bytes.</summary>
    public static SortedDictionary<string, string> For(PostgresBinaries binaries, long memory, bool sharedMemoryFileSystem)
    {
        var buffers = Math.Clamp(memory / 4 / Megabyte, 32, 512);
        return new(StringComparer.Ordinal)
        {
            // What was answered to a station survives a power cut.
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["full_page_writes"] = "on",

            ["listen_addresses"] = "",
            ["max_connections"] = "100",
            ["idle_in_transaction_session_timeout"] = "60s",

            ["shared_buffers"] = Size(buffers),
            ["effective_cache_size"] = Size(Math.Max(buffers * 2, memory / 2 / Megabyte)),
            ["work_mem"] = "8MB",
            ["maintenance_work_mem"] = Size(Math.Clamp(memory / 32 / Megabyte, 16, 128)),
            ["huge_pages"] = "off",
            // A container's /dev/shm is often 64 MB: too small for a parallel hash join.
            ["dynamic_shared_memory_type"] = sharedMemoryFileSystem ? "posix" : "sysv",

            // Few, spread checkpoints: each costs a full page image per touched page.
            ["wal_compression"] = binaries.HasLz4 ? "lz4" : "on",
            ["wal_buffers"] = "16MB",
            ["min_wal_size"] = "256MB",
            ["max_wal_size"] = "4GB",
            ["checkpoint_timeout"] = "15min",
            ["checkpoint_completion_target"] = "0.9",

            ["random_page_cost"] = "1.1",
            ["effective_io_concurrency"] = "200",
            ["jit"] = "off",
            // The stations' messages come first: a report may not take the second core from them.
            ["max_parallel_workers_per_gather"] = "0",

            ["autovacuum_max_workers"] = "2",
            ["autovacuum_naptime"] = "30s",
            ["autovacuum_vacuum_cost_limit"] = "800",
            ["autovacuum_vacuum_insert_scale_factor"] = "0.4",

            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["logging_collector"] = "off",
            ["log_line_prefix"] = "",
            ["log_min_messages"] = "log",
            // No parameter values in the log: they hold id tokens.
            ["log_error_verbosity"] = "terse",
            ["log_checkpoints"] = "off",
        };
    }

    public static bool HasRoomyShm()
    {
        try
        {
            return new DriveInfo("/dev/shm").AvailableFreeSpace >= 256 * Megabyte;
        }
        catch (IOException)
        {
            return false; // not mounted
        }
    }

    private static string Size(long megabytes) => megabytes.ToString(CultureInfo.InvariantCulture) + "MB";
}
