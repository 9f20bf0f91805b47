using System.Runtime.InteropServices;

namespace Csms.Bench.Measures;

/// <summary>The few system calls .NET has no own name for.</summary>
internal static partial class Posix
{
    private const int ClockTicks = 2; // _SC_CLK_TCK
    private const int Terminate = 15;

    /// <summary>Units of a second in /proc/PID/stat.</summary>
    public static long TicksPerSecond { get; } = sysconf(ClockTicks);

    /// <summary>Sleeps precisely to some 60 µs; Thread.Sleep(1) overshoots by a millisecond.</summary>
    public static void Sleep(TimeSpan time)
    {
        if (time <= TimeSpan.Zero) return;
        var wish = new TimeSpec { Seconds = (long)time.TotalSeconds, Nanoseconds = time.Ticks % TimeSpan.TicksPerSecond * 100 };
        _ = nanosleep(in wish, IntPtr.Zero);
    }

    /// <summary>Not SIGINT: what a script starts in its background ignores that, and so do all its children.</summary>
    public static void SendTerminate(int pid) => _ = kill(pid, Terminate);

    [LibraryImport("libc")]
    private static partial long sysconf(int name);

    [LibraryImport("libc")]
    private static partial int nanosleep(in TimeSpec wish, IntPtr rest);

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
