using System.Diagnostics;
using Csms.Bench.Measures;

namespace Csms.Bench.Targets;

/// <summary>A server started by this tool: its output is kept, it is ended as a service manager would end it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it said last.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output.TakeLast(20));
        }
    }

    /// <summary>Lines it has said.</summary>
    public int Lines
    {
        get
        {
            lock (_output) return _output.Count;
        }
    }

    /// <summary>Starts a .NET program by its dll.</summary>
    public static ChildProcess Start(string dll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, e) => child.Take(e.Data);
        child._process.ErrorDataReceived += (_, e) => child.Take(e.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The first line it says.</summary>
    public Task<string> FirstLineAsync(CancellationToken cancellation) => _firstLine.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Posix.SendTerminate(_process.Id);
            using var patience = new CancellationTokenSource(StopTime);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Add(line);
        }

        _firstLine.TrySetResult(line);
    }
}
