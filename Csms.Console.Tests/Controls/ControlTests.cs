using AngleSharp.Dom;
using Bunit;
using Csms.Console.Controls;
using Csms.Console.Tests.Support;

namespace Csms.Console.Tests.Controls;

public sealed class ControlTests : ControlTest
{
    public static TheoryData<EvState> States => [.. EvStates.WorstFirst];

    [Theory]
    [MemberData(nameof(States))]
    public void StateChip_EveryState_HasGlyphAndWord(EvState state)
    {
        var chip = Render<StateChip>(p => p.Add(c => c.State, state));
        Assert.EndsWith($"#st-{state.Slug()}", chip.Find("use").GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotEmpty(chip.Find("span span").TextContent.Trim());
        Assert.DoesNotContain("State.", chip.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void StateChip_WithCount_KeepsTheWordForScreenReaders()
    {
        var chip = Render<StateChip>(p => p.Add(c => c.State, EvState.SuspendedEv).Add(c => c.Count, 2));
        Assert.Equal("Paused by car", chip.Find("svg").GetAttribute("aria-label"));
        Assert.Equal("2", chip.Find("span span").TextContent);
    }

    [Fact]
    public void RelativeAge_AsTimeGoes_CountsUp()
    {
        var age = Render<RelativeAge>(p => p.Add(c => c.At, Clock.GetUtcNow().AddSeconds(-4)));
        Assert.Equal("4 s", age.Find("time").TextContent);
        Clock.Advance(TimeSpan.FromSeconds(3));
        age.WaitForAssertion(() => Assert.Equal("7 s", age.Find("time").TextContent));
        Assert.Contains("14:31:56 Europe/Berlin", age.Find("time").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void RelativeAge_OfNothing_SaysNever() => Assert.Equal("never", Render<RelativeAge>(p => p.Add(c => c.At, null)).Find("time").TextContent);

    [Fact]
    public void Tile_WithoutValue_ShowsUnknownNotZero() => Assert.Equal("–", Render<Tile>(p => p.Add(t => t.Label, "Power now").Add(t => t.Unit, "kW")).Find(".big").TextContent);

    [Fact]
    public void DayBar_ManyChanges_IsOnePathAState()
    {
        var from = Clock.GetUtcNow().AddHours(-24);
        var lane = Enumerable.Range(0, 48).Select(i => new DaySegment(i % 2 == 0 ? EvState.Charging : EvState.Available, from.AddMinutes(30 * i), from.AddMinutes(30 * (i + 1)))).ToList();
        var bar = Render<DayBar>(p => p.Add(b => b.Lanes, [lane, lane]).Add(b => b.From, from).Add(b => b.To, from.AddHours(24)));
        Assert.Equal(["f-available", "f-charging"], bar.FindAll("path").Select(path => path.ClassName));
    }

    [Fact]
    public void DayBarPath_EventsUnderOnePixel_MergeToTheWorst()
    {
        var from = Clock.GetUtcNow();
        var lane = new DaySegment[] { new(EvState.Charging, from, from.AddSeconds(20)), new(EvState.Faulted, from.AddSeconds(20), from.AddSeconds(40)), new(EvState.Available, from.AddHours(1), from.AddHours(24)) };
        var paths = DayBarPath.Of([lane], from, from.AddHours(24), 176, 22);
        Assert.Equal([EvState.Available, EvState.Faulted], paths.Select(path => path.State));
    }

    [Fact]
    public void DayBarPath_EventUnderOnePixelBeforeALongState_LeavesTheLongStateItsOwn()
    {
        var from = Clock.GetUtcNow();
        var lane = new DaySegment[] { new(EvState.Preparing, from, from.AddMinutes(2)), new(EvState.Charging, from.AddMinutes(2), from.AddHours(24)) };
        var paths = DayBarPath.Of([lane], from, from.AddHours(24), 176, 22).ToDictionary(path => path.State, path => path.Path);
        Assert.StartsWith("M1 0h17", paths[EvState.Charging], StringComparison.Ordinal);
        Assert.StartsWith("M0 ", paths[EvState.Preparing], StringComparison.Ordinal);
    }

    [Fact]
    public void FilterChip_Removed_RaisesNull()
    {
        string? value = "x";
        var chip = Render<FilterChip>(p => p.Add(c => c.Label, "Site").Add(c => c.Value, "x").Add(c => c.ValueChanged, v => value = v));
        chip.Find("button.x").Click();
        Assert.Null(value);
    }

    [Fact]
    public void SegmentedControl_Pressed_RaisesItsValue()
    {
        var chosen = 0;
        var control = Render<SegmentedControl<int>>(p => p.Add(c => c.Label, "Span").Add(c => c.Options, [KeyValuePair.Create(1, "24 h"), KeyValuePair.Create(7, "7 d")]).Add(c => c.Value, 1).Add(c => c.ValueChanged, v => chosen = v));
        control.FindAll("button")[1].Click();
        Assert.Equal(7, chosen);
        Assert.Equal("true", control.FindAll("button")[0].GetAttribute("aria-pressed"));
    }
}
