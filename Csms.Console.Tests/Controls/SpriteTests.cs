using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Csms.Console.Controls;

namespace Csms.Console.Tests.Controls;

/// <summary>A sprite that is not well-formed shows nothing at all, and no error either.</summary>
public sealed class SpriteTests
{
    [Theory]
    [InlineData("glyphs.svg")]
    [InlineData("icons.svg")]
    [InlineData("mark.svg")]
    public void Sprite_IsWellFormed(string file) => Assert.NotEmpty(XDocument.Load(PathOf(file)).Root!.Elements());

    [Fact]
    public void Glyphs_EveryState_HasOne()
    {
        var ids = XDocument.Load(PathOf("glyphs.svg")).Root!.Elements().Select(symbol => symbol.Attribute("id")!.Value).ToHashSet();
        Assert.All(EvStates.WorstFirst, state => Assert.Contains($"st-{state.Slug()}", ids));
    }

    private static string PathOf(string file, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../wwwroot-assets/img", file));
}
