using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Architecture;

/// <summary>A long file hides a second idea. One that is long for a reason stands here with it.</summary>
public sealed class FileSizeTests
{
    private const int Most = 350;

    private static readonly string[] Folders = ["Csms.Engine", "Csms.Console", "tools"];

    private static readonly Dictionary<string, string> Long = new()
    {
        ["Csms.Engine/Stations/StationActor.cs"] = "the one writer of a station: what may follow what is read in one place; its mailbox, tokens, look-ups and rules are not in it",
        ["Csms.Engine/Storage/EmbeddedPostgres.cs"] = "the life of one private cluster from its making to its stop, each step in need of the one before",
    };

    [Fact]
    public void File_OfTheProduct_IsShortOrListedWithAReason()
    {
        var lines = Lines();
        Assert.True(lines.Count > 500, $"only {lines.Count} files are seen below {SourceTree.Root}");

        var tooLong = lines.Where(file => file.Value > Most && !Long.ContainsKey(file.Key)).Select(file => $"{file.Key}: {file.Value} lines").Order();
        Assert.True(!tooLong.Any(), string.Join(Environment.NewLine, tooLong));
        var listedInVain = Long.Keys.Where(file => lines.GetValueOrDefault(file) <= Most);
        Assert.Empty(listedInVain);
    }

    /// <summary>Written by people: no generated messages, no migrations, no build output.</summary>
    private static Dictionary<string, int> Lines() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.EndsWith(".g.cs", StringComparison.Ordinal))
        .Select(file => (Path: Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'), File: file))
        .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj" or "Migrations"))
        .ToDictionary(file => file.Path, file => File.ReadLines(file.File).Count());
}
