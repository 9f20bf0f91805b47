using System.Text.RegularExpressions;
using Csms.Engine.Tests.Support;

namespace Csms.Console.Tests.Support;

/// <summary>Journeys go to pages by <see cref="LivePage"/>, which says whether a circuit is waited for.</summary>
public sealed partial class LivePageTests
{
    private const string Project = "Csms.Console.Tests";

    /// <summary>Who may go otherwise, and why.</summary>
    private static readonly Dictionary<string, string> _known = new()
    {
        ["Layout/PageStartTests.cs"] = "is about the page before its circuit is there",
    };

    [Fact]
    public void Journey_ToAPage_SaysWhetherItWaitsForTheCircuit()
    {
        var root = Path.Combine(SourceTree.Root, Project);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(file => !file.Path.StartsWith("bin/", StringComparison.Ordinal) && !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("Support/", StringComparison.Ordinal))
            .ToList();
        Assert.True(files.Count > 100, $"only {files.Count} files are seen below {root}");

        var direct = files.Where(file => Direct().IsMatch(File.ReadAllText(file.File))).Select(file => file.Path).ToHashSet();
        Assert.Empty(direct.Except(_known.Keys).Order());
        Assert.Empty(_known.Keys.Except(direct));
    }

    [GeneratedRegex(@"\.(GotoAsync|ReloadAsync)\(|data-link=live")]
    private static partial Regex Direct();
}
