using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Stations.Commands.Bulk;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Bulk;

/// <summary>How a run and its stations stand, in the person's language.</summary>
internal static class BulkWords
{
    /// <summary>Filters of a run's stations, by the word in the address, in their order.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, BulkItemState[]>> Groups =
    [
        new("failed", [BulkItemState.Failed, BulkItemState.NotSeen]),
        new("underway", [BulkItemState.Given, BulkItemState.Answered]),
        new("waiting", [BulkItemState.Waiting, BulkItemState.Parked]),
        new("done", [BulkItemState.Done]),
        new("notreached", [BulkItemState.NotReached, BulkItemState.NotGiven]),
        new("leftout", [BulkItemState.LeftOut]),
    ];

    /// <summary>Tone of a run.</summary>
    public static TagTone Tone(BulkRun run) => run.State switch
    {
        BulkRunState.Running => TagTone.Info,
        BulkRunState.Halted => TagTone.Danger,
        BulkRunState.Stopped or BulkRunState.Paused => TagTone.Warn,
        _ => TagTone.Neutral,
    };

    /// <summary>State of a run: one that was stopped is not over before what is under way is.</summary>
    public static string State(IStringLocalizer<BulkTexts> texts, BulkRun run) =>
        texts[run is { EndedAt: null, State: BulkRunState.Stopped or BulkRunState.Halted } ? "State.Stopping" : $"State.{run.State}"];

    /// <summary>The glyph beside a station's state.</summary>
    public static string Icon(BulkItemState state) => state switch
    {
        BulkItemState.Done => "check",
        BulkItemState.Failed or BulkItemState.NotSeen => "x",
        BulkItemState.Given or BulkItemState.Answered => "play",
        BulkItemState.Waiting or BulkItemState.Parked => "clock",
        _ => "minus",
    };
}
