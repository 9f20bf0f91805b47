using System.Globalization;
using Csms.Console.Controls;

namespace Csms.Console.Tests.Controls;

public sealed class ReaderLanguageTests
{
    [Fact]
    public async Task Handler_CalledOnAnothersPath_RunsInTheLanguageOfWhoeverListens()
    {
        string? heard = null;
        Action<int>? told = null;
        await Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
            told = ReaderLanguage.Of<int>(number => heard = $"{number} {CultureInfo.CurrentUICulture.Name}");
        });
        await Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            told!(7);
            Assert.Equal("en", CultureInfo.CurrentUICulture.Name);
        });
        Assert.Equal("7 de", heard);
    }
}
