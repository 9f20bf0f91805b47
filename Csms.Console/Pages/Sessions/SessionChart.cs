using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Metering;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Sessions;

/// <summary>The one time axis of a session: states, power, limit, state of charge, register, frames.</summary>
internal static class SessionChart
{
    public static TimeChartSpec Of(SessionFacts facts, SessionStory story, SessionLine line, IStringLocalizer<SessionTexts> texts, IStringLocalizer<ConsoleTexts> words, bool withFrames)
    {
        var session = facts.Session;
        var series = new List<ChartSeries> { ChartSeries.Lane(texts["State"], story.States, state => words[state.TextKey()]) };
        var axes = new List<ChartAxis> { new("kW", Name: "kW") };
        series.Add(ChartSeries.Line(texts["Power"], "measured", facts.Meter.Power.Select(Kilo), "kW"));
        if (facts.Meter.Offered.Count > 0) series.Add(ChartSeries.Line(texts["Limit"], "limit", facts.Meter.Offered.Select(Kilo), "kW"));
        if (facts.Meter.Soc.Count > 0)
        {
            axes.Add(new("%", "right", 0, 100, Name: "%"));
            series.Add(ChartSeries.Line("SoC", "soc", facts.Meter.Soc.Select(point => (point.At, point.Value)), "%", 0, axes.Count - 1));
        }
        if (facts.Meter.Register.Count > 0)
        {
            axes.Add(new("kWh", Pane: 1, Name: "kWh"));
            var start = session.MeterStartWh ?? facts.Meter.Register[0].Value ?? 0;
            series.Add(ChartSeries.Line(texts["Register"], "energy", facts.Meter.Register.Select(point => (point.At, (point.Value - start) / 1000)), "kWh", 3, axes.Count - 1) with { Symbols = facts.Meter.Register.Count < 40 });
        }
        series.Add(new ChartSeries
        {
            Name = texts["Marks"],
            Label = texts["Marks"],
            Kind = "pins",
            Data = [.. story.Events.Where(IsMark).Select(each => (object)new ChartPin(each.At.ToUnixTimeMilliseconds(), "diamond", withFrames ? each.Href : null, true, each.Tone, texts[each.Title]))],
        });
        if (withFrames)
        {
            series.Add(Pins(texts["Frames.From"], facts, story, fromStation: true));
            series.Add(Pins(texts["Frames.To"], facts, story, fromStation: false));
        }
        return new TimeChartSpec
        {
            From = facts.From.ToUnixTimeMilliseconds(),
            To = facts.To.ToUnixTimeMilliseconds(),
            Series = series,
            Axes = axes,
            Zone = line.Zone?.Id,
            Group = $"session-{session.Id.Value}",
            Marks = [.. Marks(facts, story)],
            Spans = [.. story.Offline.Select(span => new ChartSpan(span.From.ToUnixTimeMilliseconds(), span.To.ToUnixTimeMilliseconds(), "offline"))],
            Reasons = [.. Reasons(story, texts)],
        };
    }

    private static bool IsMark(StoryEvent each) => each.Title is "Event.Authorize" or "Event.Started" or "Event.Charging" or "Event.Ended" or "Event.Flag" or "Event.Fault" or "Event.Error" or "Event.LinkLost" or "Event.LinkBack";

    private static (DateTimeOffset, double?) Kilo(MeterPoint point) => (point.At, point.Value / 1000);

    private static ChartSeries Pins(string label, SessionFacts facts, SessionStory story, bool fromStation) => new()
    {
        Name = label,
        Label = label,
        Kind = "pins",
        Data = [.. facts.Frames.Where(frame => frame.FromStation == fromStation && frame.At >= facts.From && frame.At <= facts.To).Select(frame => (object)new ChartPin(
            frame.At.ToUnixTimeMilliseconds(), fromStation ? "up" : "down", story.HrefOf(frame), FrameKind.Changes(frame), frame.ErrorCode is null ? null : "danger"))],
    };

    private static IEnumerable<ChartMark> Marks(SessionFacts facts, SessionStory story)
    {
        var session = facts.Session;
        yield return new ChartMark(session.StartedAt.ToUnixTimeMilliseconds(), null);
        if (story.EnergySince is { } since) yield return new ChartMark(since.ToUnixTimeMilliseconds(), null);
        if (session.EndedAt is { } end) yield return new ChartMark(end.ToUnixTimeMilliseconds(), null);
        foreach (var flag in session.Flags)
            if (flag.At > facts.From && flag.At < facts.To && flag.At != session.EndedAt) yield return new ChartMark(flag.At.ToUnixTimeMilliseconds(), null);
    }

    private static IEnumerable<ChartReason> Reasons(SessionStory story, IStringLocalizer<SessionTexts> texts)
    {
        foreach (var (from, to, reason) in story.Offline)
            yield return new ChartReason(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), string.IsNullOrEmpty(reason) ? texts["Reason.Offline"] : $"{texts["Reason.Offline"].Value} {reason}");
        foreach (var segment in story.States)
        {
            if (texts[$"Reason.{segment.State}"] is { ResourceNotFound: false } text)
                yield return new ChartReason(segment.From.ToUnixTimeMilliseconds(), segment.To.ToUnixTimeMilliseconds(), text);
        }
    }
}
