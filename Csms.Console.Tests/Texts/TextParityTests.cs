using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Csms.Console.Tests.Texts;

/// <summary>German is complete: every resx has its twin with the same keys and the same places to fill.</summary>
public sealed partial class TextParityTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder(), "*.resx").Where(file => !file.EndsWith(".de.resx", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_InGerman_MatchTheEnglish(string file)
    {
        var english = Read(file);
        var german = Read(file.Replace(".resx", ".de.resx", StringComparison.Ordinal));
        Assert.Equal(english.Keys.Order(), german.Keys.Order());
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(german[text.Key])));
        Assert.All(german.Values.Concat(english.Values), Assert.NotEmpty);
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Folder(), file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../Csms.Console/Texts"));

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
