using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.FieldWork;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Jobs;

/// <summary>What checklists say.</summary>
internal sealed class CheckWords(IStringLocalizer<JobTexts> texts, EngineWords words)
{
    /// <summary>Name of a line.</summary>
    public string Title(CheckLine line) => line.IsOneOfMany ? $"{texts[$"Check.{line.Item.Check}"]}, EVSE {line.Item.Evse}" : texts[$"Check.{line.Item.Check}"];

    /// <summary>What was found, what it waits for, or what it is about.</summary>
    public string Text(CheckLine line) => line.Result switch
    {
        null => texts[$"About.{line.Item.Check}"],
        { State: FieldState.Skipped, Note: { } note } => texts["SkippedBecause", note],
        { State: FieldState.Waiting } => texts["State.Waiting"],
        { Finding: { } finding } => words.Say(finding),
        { State: var state } => texts[$"State.{state}"],
    };
}
