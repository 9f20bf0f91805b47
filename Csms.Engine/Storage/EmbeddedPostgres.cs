using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// A private PostgreSQL under the data folder, run while the host runs: no port, only a unix socket in a folder nobody else may enter.
/// It ends with the host, also with a killed one, is started again when it ends by itself, and takes over the data of an earlier run.
/// </summary>
internal sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    public const string Superuser = "postgres";

    /// <summary>sockaddr_un holds 107 bytes; the name of the socket itself takes 20.</summary>
    private const int LongestSocketFolder = 86;

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120); // crash recovery replays up to max_wal_size
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger;
    private readonly string _root;
    private readonly string _cluster;
    private readonly string _socketFolder;
    private readonly IReadOnlyDictionary<string, string> _overrides;
    private readonly Queue<string> _output = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _stopRequested = new();

    private volatile Process? _process;
    private FileStream? _claim;
    private int _started;

    /// <param name="dataDirectory">The data folder; the cluster goes into <c>pg</c> below it.</param>
    /// <param name="logger">Where the server's own words go.</param>
    /// <param name="database">Name of the database to create and to connect to.</param>
    /// <param name="overrides">Settings over <see cref="PostgresSettings"/>; tests switch fsync off.</param>
    public EmbeddedPostgres(string dataDirectory, ILogger logger, string database = "csms", IReadOnlyDictionary<string, string>? overrides = null)
    {
        _logger = logger;
        _root = Path.GetFullPath(dataDirectory);
        _cluster = Path.Combine(_root, "pg");
        _socketFolder = Encoding.UTF8.GetByteCount(_cluster) <= LongestSocketFolder ? _cluster : ShortSocketFolder(_cluster);
        _overrides = overrides ?? new Dictionary<string, string>();
        Database = database;
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = _socketFolder, Username = Superuser, Database = database }.ConnectionString;
    }

    public string Database { get; }

    /// <summary>How to reach the database; known before it runs.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates the cluster when there is none, starts the server and waits until it takes connections.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1) throw new InvalidOperationException("Started twice.");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The parent-death signal follows the thread that forked: this thread lives until the server has ended.
        new Thread(() => Keep(ready)) { IsBackground = true, Name = "postgres keeper" }.Start();
        await ready.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Fast shutdown: open transactions are rolled back, committed ones are on disk.</summary>
    public async Task StopAsync()
    {
        if (_started == 0) return;
        _stopRequested.Set();
        Signal(Posix.SigInt);
        try
        {
            await _ended.Task.WaitAsync(StopTime);
        }
        catch (TimeoutException)
        {
            LogStopTimedOut((int)StopTime.TotalSeconds);
            Signal(Posix.SigQuit);
            await _ended.Task.WaitAsync(StopTime);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopRequested.Dispose();
    }

    private void Signal(int signal)
    {
        lock (_output)
        {
            if (_process is { HasExited: false } process) Posix.Signal(process.Id, signal);
        }
    }

    private void Replace(Process? process)
    {
        lock (_output)
        {
            _process?.Dispose();
            _process = process;
        }
    }

    /// <summary>The whole life of the server, on its own thread.</summary>
    private void Keep(TaskCompletionSource ready)
    {
        try
        {
            Prepare(out var account, out var binaries);
            Launch(account, binaries);
            ready.SetResult();
            Supervise(account, binaries);
            LogStopped();
        }
        catch (Exception exception) when (ready.TrySetException(exception))
        {
            // the caller of StartAsync has it
        }
        finally
        {
            if (_process is { HasExited: false } left)
            {
                Signal(Posix.SigInt);
                left.WaitForExit();
            }
            Replace(null);
            _claim?.Dispose();
            if (_socketFolder != _cluster && Directory.Exists(_socketFolder)) Directory.Delete(_socketFolder, recursive: true);
            _ended.TrySetResult();
        }
    }

    private void Supervise(PostgresAccount account, PostgresBinaries binaries)
    {
        while (true)
        {
            _process!.WaitForExit();
            if (_stopRequested.IsSet) return;
            LogEndedByItself(_process.ExitCode, Output());
            for (var wait = 1; ; wait = Math.Min(wait * 2, 30))
            {
                if (_stopRequested.Wait(TimeSpan.FromSeconds(wait))) return;
                try
                {
                    EndPrevious();
                    Launch(account, binaries);
                    break;
                }
                catch (Exception exception) when (exception is StorageException or NpgsqlException or IOException)
                {
                    LogRestartFailed(exception, wait);
                }
            }
        }
    }

    private void Prepare(out PostgresAccount account, out PostgresBinaries binaries)
    {
        account = PostgresAccount.For(_cluster);
        var versionFile = Path.Combine(_cluster, "PG_VERSION");
        int? version = File.Exists(versionFile) ? int.Parse(File.ReadAllText(versionFile), CultureInfo.InvariantCulture) : null;
        binaries = PostgresBinaries.Find(version);
        Directory.CreateDirectory(_root);
        Claim();
        EndPrevious();
        if (version is null) Initialise(account, binaries);
        if (_socketFolder != _cluster) PrepareSocketFolder(account);
    }

    /// <summary>Two hosts over one data folder would end each other's database.</summary>
    private void Claim()
    {
        try
        {
            _claim = new FileStream(Path.Combine(_root, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new StorageException($"Another host already runs over the data folder {_root}. Stop it, or give this one another folder (--data DIR).", exception);
        }
    }

    /// <summary>Built beside and moved into place, so that a kill in the middle leaves no half cluster.</summary>
    private void Initialise(PostgresAccount account, PostgresBinaries binaries)
    {
        LogCreating(binaries.MajorVersion, _cluster);
        var fresh = _cluster + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        if (Directory.Exists(_cluster) && Directory.EnumerateFileSystemEntries(_cluster).Any())
        {
            throw new StorageException($"{_cluster} is not empty and holds no PostgreSQL data. Move it away or choose another data folder.");
        }
        CreatePrivateFolder(fresh);
        account.Own(fresh);
        List<string> arguments = ["-D", "{0}", "-U", Superuser, "--auth-local=trust", "--auth-host=reject", "-E", "UTF8", "--locale=C", "--no-instructions"];
        if (_overrides.GetValueOrDefault("fsync") == "off") arguments.Add("--no-sync");
        using var initdb = account.Start(fresh, binaries.InitDb, [.. arguments]);
        var errors = initdb.StandardError.ReadToEnd();
        initdb.WaitForExit();
        if (initdb.ExitCode != 0) throw new StorageException($"initdb in {fresh} failed: {errors.Trim()}");
        if (Directory.Exists(_cluster)) Directory.Delete(_cluster);
        Directory.Move(fresh, _cluster);
    }

    /// <summary>
    /// After kill -9 of the host its server may still be shutting down. Server processes are known by their working folder, which is the
    /// cluster: a process id in a file says nothing after a reboot.
    /// </summary>
    private void EndPrevious()
    {
        var pidFile = Path.Combine(_cluster, "postmaster.pid");
        // The lock of the socket names a process too, and PostgreSQL refuses to start while any process has that number.
        var socketLock = Path.Combine(_cluster, ".s.PGSQL.5432.lock");
        if (!File.Exists(pidFile))
        {
            if (File.Exists(socketLock)) File.Delete(socketLock);
            return;
        }

        var identity = Identity(File.ReadAllText(pidFile));
        var workers = Processes().Where(x => WorksHere(x, identity)).ToList();
        if (int.TryParse(identity.Split('\n')[0], CultureInfo.InvariantCulture, out var postmaster) && workers.Contains(postmaster))
        {
            LogEndingPrevious(postmaster, _cluster);
            Posix.Signal(postmaster, Posix.SigInt);
        }
        var clock = Stopwatch.StartNew();
        var pressed = false;
        while (workers.Exists(IsAlive))
        {
            if (clock.Elapsed > StopTime && !pressed)
            {
                Posix.Signal(postmaster, Posix.SigQuit);
                pressed = true;
            }
            if (clock.Elapsed > 2 * StopTime) throw new StorageException($"PostgreSQL process {postmaster} still holds {_cluster} and does not end. End it and start again.");
            Thread.Sleep(20);
        }
        // Nobody works in the folder: the file is stale, and its number may belong to a stranger by now, at which PostgreSQL would refuse to start.
        File.Delete(pidFile);
        File.Delete(socketLock);
    }

    /// <summary>Process id, folder and start time; the lines below change while the server stops.</summary>
    private static string Identity(string pidFileContent) => string.Join('\n', pidFileContent.Split('\n').Take(3));

    /// <summary>Whether the process works in the folder of this very pid file, by whatever path it came there.</summary>
    private static bool WorksHere(int processId, string identity)
    {
        try
        {
            var seen = $"/proc/{processId}/cwd/postmaster.pid";
            return File.Exists(seen) && Identity(File.ReadAllText(seen)) == identity;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // gone in between, or another user's
        }
    }

    /// <summary>A dead process nobody has collected yet has no working folder any more.</summary>
    private static bool IsAlive(int processId)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/cwd").LinkTarget is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(x => int.TryParse(Path.GetFileName(x), CultureInfo.InvariantCulture, out var id) ? id : 0).Where(x => x > 0);

    private void Launch(PostgresAccount account, PostgresBinaries binaries)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var settings = PostgresSettings.For(binaries, memory, PostgresSettings.HasRoomyShm());
        settings["unix_socket_directories"] = _socketFolder == _cluster ? "{0}" : _socketFolder;
        foreach (var (name, value) in _overrides) settings[name] = value;
        List<string> arguments = ["-D", "{0}"];
        foreach (var (name, value) in settings) arguments.AddRange(["-c", $"{name}={value}"]);

        lock (_output) _output.Clear();
        var process = account.Start(_cluster, binaries.Postgres, [.. arguments]);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginErrorReadLine();
        Replace(process);
        // A stop that came before there was a process to signal.
        if (_stopRequested.IsSet) Signal(Posix.SigInt);
        WaitReady(process);
        LogRunning(binaries.MajorVersion, process.Id, _cluster);
    }

    private void WaitReady(Process process)
    {
        var admin = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false, Timeout = 5 }.ConnectionString;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (process.WaitForExit(15)) throw new StorageException($"PostgreSQL ended at its start with exit code {process.ExitCode}: {Output()}");
            try
            {
                using var connection = new NpgsqlConnection(admin);
                connection.Open();
                using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = Database } } };
                if (exists.ExecuteScalar() is null)
                {
                    using var create = new NpgsqlCommand($"CREATE DATABASE \"{Database}\"", connection);
                    create.ExecuteNonQuery();
                }
                return;
            }
            catch (NpgsqlException exception) when (exception is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow } && clock.Elapsed < StartTime)
            {
                // not listening yet, or replaying its journal
            }
        }
    }

    private void PrepareSocketFolder(PostgresAccount account)
    {
        if (Directory.Exists(_socketFolder)) Directory.Delete(_socketFolder, recursive: true);
        CreatePrivateFolder(_socketFolder);
        account.Own(_socketFolder);
    }

    private static void CreatePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new StorageException("The private PostgreSQL needs Linux or macOS. Name a server in ConnectionStrings:Csms.");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The same short folder for the same cluster and user, outside of the data folder.</summary>
    private static string ShortSocketFolder(string cluster)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cluster)))[..16];
        var runtime = Posix.IsRoot ? "/run" : Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 and < 60 } own ? own : "/tmp";
        return Path.Combine(runtime, $"csms-{Posix.UserId}-{hash}");
    }

    private void Take(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > 20) _output.Dequeue();
        }
        var severe = line.StartsWith("FATAL", StringComparison.Ordinal) || line.StartsWith("PANIC", StringComparison.Ordinal);
        var expected = line.Contains("the database system is starting up", StringComparison.Ordinal); // our own look whether it is up yet
        if (severe && !expected && !_stopRequested.IsSet) LogServerError(line);
        else LogServerLine(line);
    }

    private string Output()
    {
        lock (_output) return string.Join(" | ", _output);
    }
}
