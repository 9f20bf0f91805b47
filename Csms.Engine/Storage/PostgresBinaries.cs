using System.Globalization;

namespace Csms.Engine.Storage;

/// <summary>Where the server programs of one PostgreSQL version are.</summary>
internal sealed record PostgresBinaries(string Directory, int MajorVersion)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Directory, "initdb");

    public string Postgres => Path.Combine(Directory, "postgres");

    /// <summary>Debian's build has lz4; others may not.</summary>
    public bool HasLz4 => MajorVersion >= 15 && Directory.StartsWith(DebianRoot, StringComparison.Ordinal);

    /// <summary>
    /// The programs to run a cluster with: of exactly <paramref name="wantedMajor"/> when the cluster exists already, else the newest.
    /// <c>PG_BIN</c> goes before everything that is found.
    /// </summary>
    public static PostgresBinaries Find(int? wantedMajor)
    {
        var found = Candidates().Where(x => File.Exists(x.InitDb) && File.Exists(x.Postgres)).ToList();
        var match = found.FirstOrDefault(x => wantedMajor is null || x.MajorVersion == wantedMajor);
        if (match is not null) return match;
        if (wantedMajor is { } major && found.Count > 0)
        {
            throw new StorageException(
                $"The data folder was written by PostgreSQL {major}, installed is {string.Join(", ", found.Select(x => x.MajorVersion).Distinct())}. " +
                $"Install the matching server (apt-get install postgresql-{major}) or move the data with pg_dump.");
        }
        throw new StorageException(
            "PostgreSQL is not installed. Run: apt-get update && apt-get install -y --no-install-recommends postgresql " +
            "(or name a server of your own in ConnectionStrings:Csms, or the folder of initdb and postgres in PG_BIN).");
    }

    private static IEnumerable<PostgresBinaries> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } own) yield return new(own, AskVersion(own));
        if (System.IO.Directory.Exists(DebianRoot))
        {
            var versions = System.IO.Directory.GetDirectories(DebianRoot)
                .Select(x => (Path: x, Major: int.TryParse(Path.GetFileName(x), CultureInfo.InvariantCulture, out var major) ? major : 0))
                .OrderByDescending(x => x.Major);
            foreach (var version in versions) yield return new(Path.Combine(version.Path, "bin"), version.Major);
        }
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (File.Exists(Path.Combine(folder, "postgres"))) yield return new(folder, AskVersion(folder));
        }
    }

    /// <summary>Reads "postgres (PostgreSQL) 15.18"; 0 when it does not say.</summary>
    private static int AskVersion(string folder)
    {
        var program = Path.Combine(folder, "postgres");
        if (!File.Exists(program)) return 0;
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, "--version") { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var version = text.Split(' ').FirstOrDefault(x => x.Length > 0 && char.IsAsciiDigit(x[0])) ?? "0";
        return int.TryParse(version.AsSpan(0, version.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : version.Length), CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
