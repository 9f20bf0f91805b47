using System.Globalization;

namespace Csms.Bench.Measures;

/// <summary>What /proc tells about processes.</summary>
internal static class ProcessFigures
{
    /// <summary>Resident memory in bytes; 0 when the process is gone.</summary>
    public static long ResidentBytes(int pid)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{pid}/status"))
            {
                if (line.StartsWith("VmRSS:", StringComparison.Ordinal)) return long.Parse(line.AsSpan(6, line.Length - 9), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) * 1024;
            }
        }
        catch (IOException)
        {
            return 0;
        }

        return 0;
    }

    /// <summary>CPU time taken so far, user and system.</summary>
    public static TimeSpan Cpu(int pid) => Fields(pid) is { } fields ? Time(fields, 11) + Time(fields, 12) : TimeSpan.Zero;

    /// <summary>CPU time of a process, of all its descendants and of those among them that have ended.</summary>
    public static TimeSpan CpuOfTree(int root)
    {
        var sum = TimeSpan.Zero;
        foreach (var pid in Tree(root))
        {
            if (Fields(pid) is { } fields) sum += Time(fields, 11) + Time(fields, 12) + Time(fields, 13) + Time(fields, 14);
        }

        return sum;
    }

    /// <summary>The first descendant of that name, such as the postmaster under our host.</summary>
    public static int? FindChild(int root, string name)
    {
        foreach (var pid in Tree(root))
        {
            if (pid != root && Name(pid) == name) return pid;
        }

        return null;
    }

    private static List<int> Tree(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Fields(pid) is { } fields)
            {
                parents[pid] = int.Parse(fields[1], CultureInfo.InvariantCulture);
            }
        }

        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++) tree.AddRange(parents.Where(x => x.Value == tree[i]).Select(x => x.Key).Order());
        return tree;
    }

    private static string? Name(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The fields of /proc/PID/stat after the name: state, parent, …</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // ended meanwhile
        }
    }

    private static TimeSpan Time(string[] fields, int index) => TimeSpan.FromSeconds((double)long.Parse(fields[index], CultureInfo.InvariantCulture) / Posix.TicksPerSecond);
}
