using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Csms.Bench.Measures;

/// <summary>Where and with what a figure was measured.</summary>
/// <param name="LoadAverage">1, 5 and 15 minutes, at the start of the run.</param>
/// <param name="Bench">Version of this tool, with its commit.</param>
internal sealed record Machine(DateTimeOffset At, int Cores, string Processor, double MemoryGb, string Kernel, string LoadAverage, string DotNet, string Bench)
{
    public static Machine Now() => new(
        TimeProvider.System.GetUtcNow(),
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(x => x.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0, 1),
        RuntimeInformation.OSDescription,
        LoadNow(),
        RuntimeInformation.FrameworkDescription,
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    public static string LoadNow() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    /// <summary>Version a program file carries, with its commit.</summary>
    public static string? VersionOf(string file) => FileVersionInfo.GetVersionInfo(file).ProductVersion;

    /// <summary>Files a process of this user may open; connections count.</summary>
    public static long FileLimit()
    {
        var line = File.ReadLines("/proc/self/limits").First(x => x.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return soft == "unlimited" ? long.MaxValue : long.Parse(soft, CultureInfo.InvariantCulture);
    }

    /// <summary>A clear word before a run that must fail; null when the limit suffices.</summary>
    public static string? TooFewFiles(int stations) => FileLimit() >= stations + 500
        ? null
        : $"{stations} stations need about {stations + 500} open files here and as many in the host, the limit is {FileLimit()}: raise it (ulimit -n {Math.Max(65536, stations * 2)}) in the shells of both.";
}
