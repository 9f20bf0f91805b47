using System.Text.RegularExpressions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Architecture;

/// <summary>Whoever filters or alerts by the number of a log line gets one line: each has a number, and no other has it.</summary>
public sealed partial class EventIdTests
{
    private static readonly string[] Folders = ["Csms.Engine", "Csms.Console", "tools"];

    [Fact]
    public void LogLine_OfTheProduct_HasANumberOfItsOwn()
    {
        var lines = Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => (Path: Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'), File: file))
            .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj"))
            .SelectMany(file => LogLine().Matches(File.ReadAllText(file.File)).Select(match => (Id: match.Groups[1].Value, file.Path)))
            .ToList();
        Assert.True(lines.Count > 100, $"only {lines.Count} log lines are seen below {SourceTree.Root}");

        Assert.Empty(lines.Where(line => line.Id.Length == 0).Select(line => $"{line.Path}: a log line without a number"));
        Assert.Empty(lines.GroupBy(line => line.Id).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(line => line.Path))}"));
    }

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(\d*)")]
    private static partial Regex LogLine();
}
