using System.Text.RegularExpressions;
using Csms.Console.Texts;
using Csms.Engine.Stations.Commands;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Commands;

/// <summary>What the engine says about a command, in the person's language; protocol words stay as they are.</summary>
public sealed partial class CommandWords(IStringLocalizer<StationTexts> texts)
{
    private static readonly (Regex Sentence, string Key)[] _sentences =
    [
        (Boot(), "Seen.Boot"), (Started(), "Seen.Started"), (Ended(), "Seen.Ended"), (Status(), "Seen.Status"), (Came(), "Seen.Came"), (Report(), "Seen.Report"), (Upload(), "Seen.Upload"),
        (ExpectStart(), "Expect.Start"), (ExpectStop(), "Expect.Stop"), (ExpectIdleBoot(), "Expect.IdleBoot"), (ExpectBoot(), "Expect.Boot"),
        (ExpectOperative(), "Expect.Operative"), (ExpectInoperative(), "Expect.Inoperative"), (ExpectReport(), "Expect.Report"), (ExpectUpload(), "Expect.Upload"),
        (NotConnected(), "Why.NotConnected"), (NotAccepted(), "Why.NotAccepted"), (TimedOut(), "Why.TimedOut"), (LinkLost(), "Why.LinkLost"), (NotBack(), "Why.NotBack"),
    ];

    /// <summary>A sentence of the engine; one that is not known stays as it is.</summary>
    public string Say(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        foreach (var (pattern, key) in _sentences)
            if (pattern.Match(sentence) is { Success: true } match)
                return texts[key, [.. match.Groups.Values.Skip(1).Select(group => (object)group.Value)]];
        return sentence;
    }

    /// <summary>The command's name: "Reset".</summary>
    public string Name(string action) => CommandKinds.All.Where(kind => kind.Action() == action).Select(kind => texts[$"Command.{kind}"].Value).FirstOrDefault(action);

    /// <summary>The result in a few words, for a list or a toast.</summary>
    public string Result(StationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Stage switch
        {
            CommandStage.Observed => Say(command.Observed ?? ""),
            CommandStage.Answered when command.IsEnded() && command.Expectation is { } wanted => texts["Life.NotSeen", $"{command.Status}", Say(wanted)],
            CommandStage.Answered => command.Status ?? "",
            CommandStage.Error => $"{command.OcppError} {command.ErrorText}".Trim(),
            _ => command.ErrorText is { } why ? Say(why) : texts[$"Stage.{command.Stage}"],
        };
    }

    [GeneratedRegex("^Booted, reason (.*)$")] private static partial Regex Boot();
    [GeneratedRegex("^Transaction started on EVSE (.*)$")] private static partial Regex Started();
    [GeneratedRegex("^Transaction ended, reason (.*)$")] private static partial Regex Ended();
    [GeneratedRegex(@"^EVSE (\d+) is (\w+)$")] private static partial Regex Status();
    [GeneratedRegex("^(.+) came$")] private static partial Regex Came();
    [GeneratedRegex(@"^Report complete, part (\d+)$")] private static partial Regex Report();
    [GeneratedRegex(@"^Upload: (\w+)$")] private static partial Regex Upload();
    [GeneratedRegex("^The end of the upload$")] private static partial Regex ExpectUpload();
    [GeneratedRegex("^A transaction")] private static partial Regex ExpectStart();
    [GeneratedRegex("^The end of the transaction$")] private static partial Regex ExpectStop();
    [GeneratedRegex("^A boot, after")] private static partial Regex ExpectIdleBoot();
    [GeneratedRegex("^A boot$")] private static partial Regex ExpectBoot();
    [GeneratedRegex("^A status other than")] private static partial Regex ExpectOperative();
    [GeneratedRegex("^Status Unavailable$")] private static partial Regex ExpectInoperative();
    [GeneratedRegex("^The last part of the report$")] private static partial Regex ExpectReport();
    [GeneratedRegex("^The station is not connected")] private static partial Regex NotConnected();
    [GeneratedRegex("^The station is not accepted")] private static partial Regex NotAccepted();
    [GeneratedRegex("^The station did not answer in time")] private static partial Regex TimedOut();
    [GeneratedRegex("^The connection ended before")] private static partial Regex LinkLost();
    [GeneratedRegex("^The station did not come back")] private static partial Regex NotBack();
}
