using System.Runtime.InteropServices;

namespace Csms.Engine.Storage;

/// <summary>The few system calls .NET has no own name for.</summary>
internal static partial class Posix
{
    public const int SigInt = 2;
    public const int SigQuit = 3;

    public static bool IsRoot => geteuid() == 0;

    public static uint UserId => geteuid();

    /// <summary>Sends a signal; false when the process is gone.</summary>
    public static bool Signal(int processId, int signal) => kill(processId, signal) == 0;

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
