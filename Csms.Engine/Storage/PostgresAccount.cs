using System.Diagnostics;

namespace Csms.Engine.Storage;

/// <summary>
/// The account the server programs run under and the commands put before them. PostgreSQL refuses root, so root steps down to
/// <c>postgres</c> or <c>nobody</c>. <c>setsid</c> keeps a Ctrl+C in the terminal away from the database: the host ends it, after
/// its own last writes. <c>--pdeathsig</c> ends it cleanly when the host is killed.
/// </summary>
internal sealed class PostgresAccount
{
    private const string SetPriv = "/usr/bin/setpriv";
    private const string SetSid = "/usr/bin/setsid";

    private PostgresAccount(string? dropTo, string? group)
    {
        DropTo = dropTo;
        Group = group;
    }

    /// <summary>The account stepped down to; null when the host is not root.</summary>
    public string? DropTo { get; }

    public string? Group { get; }

    /// <summary>The account for a cluster: who owns it already, else one to step down to.</summary>
    public static PostgresAccount For(string cluster)
    {
        if (!Posix.IsRoot) return new(null, null);
        if (!File.Exists(SetPriv)) throw new StorageException($"Running as root needs {SetPriv} to start PostgreSQL as another user. Run: apt-get install util-linux, or run the host as a normal user.");
        if (OwnerOf(cluster) is { } owner) return owner;
        var groups = File.ReadLines("/etc/passwd").Select(x => x.Split(':')).Where(x => x.Length > 3).ToDictionary(x => x[0], x => x[3], StringComparer.Ordinal);
        var user = groups.ContainsKey("postgres") ? "postgres" : "nobody";
        return groups.TryGetValue(user, out var group)
            ? new(user, group)
            : throw new StorageException("Running as root, but there is neither a user postgres nor nobody to run PostgreSQL as. Run the host as a normal user.");
    }

    /// <summary>
    /// Starts a program of the server with <paramref name="folder"/> as its data folder, written as {0} in the arguments. A folder
    /// below one the account may not enter (a clone in /root) is handed over as an open descriptor.
    /// </summary>
    public Process Start(string folder, string program, params string[] arguments)
    {
        var direct = CanEnter(folder);
        var shown = direct ? folder : "/proc/self/fd/9";
        List<string> command = direct ? [] : ["/bin/sh", "-c", "exec 9<\"$0\" && exec \"$@\"", folder];
        if (File.Exists(SetSid)) command.Add(SetSid);
        command.AddRange(StepDown(withParentDeath: true));
        command.Add(program);
        command.AddRange(arguments.Select(x => x.Replace("{0}", shown, StringComparison.Ordinal)));
        return Run(command);
    }

    /// <summary>Hands a folder and all below to the account.</summary>
    public void Own(string folder)
    {
        if (DropTo is null) return;
        using var process = Run(["/bin/chown", "-R", $"{DropTo}:{Group}", folder]);
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new StorageException($"chown of {folder} to {DropTo} failed: {errors.Trim()}");
    }

    private static PostgresAccount? OwnerOf(string cluster)
    {
        if (!Directory.Exists(cluster)) return null;
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/stat", ["-c", "%u %g", cluster]) { RedirectStandardOutput = true })!;
        var ids = process.StandardOutput.ReadToEnd().Trim().Split(' ');
        process.WaitForExit();
        return ids is [not "0", _] ? new(ids[0], ids[1]) : null;
    }

    private bool CanEnter(string folder)
    {
        if (DropTo is null) return true;
        using var process = Run([.. StepDown(withParentDeath: false), "/usr/bin/test", "-x", folder]);
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private List<string> StepDown(bool withParentDeath)
    {
        if (!File.Exists(SetPriv)) return [];
        List<string> command = [SetPriv];
        if (DropTo is not null) command.AddRange([$"--reuid={DropTo}", $"--regid={Group}", "--clear-groups"]);
        if (withParentDeath) command.Add("--pdeathsig=INT");
        if (command.Count == 1) return [];
        command.Add("--");
        return command;
    }

    private static Process Run(List<string> command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardError = true,
            WorkingDirectory = "/", // the host's own folder may be closed to the account
        };
        foreach (var name in start.Environment.Keys.Where(x => x.StartsWith("PG", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start) ?? throw new StorageException($"{command[0]} did not start.");
    }
}
