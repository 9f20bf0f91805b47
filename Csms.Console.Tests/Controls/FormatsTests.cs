using Csms.Console.Controls;
using Csms.Console.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Controls;

public sealed class FormatsTests : ControlTest
{
    private Formats Formats => Services.GetRequiredService<Formats>();

    [Fact]
    public void Numbers_InEnglish_FollowTheLook()
    {
        Assert.Equal("1,251", Formats.Number(1251));
        Assert.Equal("−0.2 pt", Formats.Change(-.2, 1, "pt"));
        Assert.Equal("+18", Formats.Change(18));
        Assert.Equal("–", Formats.Number(null));
        Assert.Equal("–", Formats.Number(double.NaN));
        Assert.Equal("98.4 %", Formats.Percent(.984));
        Assert.Equal("8.42 MW", Formats.Power(8_420_000).ToString());
        Assert.Equal("148.2 kW", Formats.Power(148_200).ToString());
        Assert.Equal("46.856", Formats.KilowattHours(46_856));
        Assert.Equal("61.8 MWh", Formats.EnergySum(61_800_000).ToString());
        Assert.Equal("27.54 €", Formats.Money(27.54m, "EUR"));
        Assert.Equal("1.234 KWD", Formats.Money(1.234m, "KWD"));
        Assert.Equal("500 JPY", Formats.Money(500m, "JPY"));
    }

    [Fact]
    public void Numbers_InGerman_HaveItsDigits()
    {
        Speak("de-DE");
        Assert.Equal("1.251", Formats.Number(1251));
        Assert.Equal("46,856", Formats.KilowattHours(46_856));
    }

    [Theory]
    [InlineData("2026-11-21T08:32:00Z", "09:32")]
    [InlineData("2026-11-20T23:30:00Z", "00:30")] // already today in Berlin
    [InlineData("2026-11-20T13:32:00Z", "20 Nov 14:32")]
    [InlineData("2025-11-20T13:32:00Z", "20 Nov 2025")]
    public void Time_ByDistance_ShowsWhatIsNeeded(string at, string expected) =>
        Assert.Equal(expected, Formats.Time(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Clock.GetUtcNow()));

    [Theory]
    [InlineData(4, "4 s")]
    [InlineData(-3, "0 s")] // clocks differ
    [InlineData(38 * 60 + 20, "38 min")]
    [InlineData(3600, "13:32")]
    public void Age_UpToAnHour_IsRelative(int seconds, string expected) =>
        Assert.Equal(expected, Formats.Age(Clock.GetUtcNow().AddSeconds(-seconds), Clock.GetUtcNow()));
}
