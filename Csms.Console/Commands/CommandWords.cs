using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Commands;

/// <summary>A command and what became of it, in the person's language; protocol words stay as they are.</summary>
public sealed class CommandWords(IStringLocalizer<StationTexts> texts, EngineWords engine)
{
    /// <summary>What was seen, or what is waited for.</summary>
    public string Say(Statement<CommandSight> sight) => engine.Say(sight);

    /// <summary>Why it came to nothing.</summary>
    public string Say(Statement<CommandFault> fault) => engine.Say(fault);

    /// <summary>The command's name: "Reset".</summary>
    public string Name(string action) => Enum.GetValues<CommandKind>().Where(kind => kind != CommandKind.Any && kind.Action() == action).Select(kind => texts[$"Command.{kind}"].Value).FirstOrDefault(action);

    /// <summary>The result in a few words, for a list or a toast.</summary>
    public string Result(StationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Stage switch
        {
            CommandStage.Observed => command.Observed is { } seen ? Say(seen) : "",
            CommandStage.Answered when command.IsEnded() && command.Expectation is { } wanted => texts["Life.NotSeen", $"{command.Status}", Say(wanted)],
            CommandStage.Answered => command.Status ?? "",
            CommandStage.Error => $"{command.OcppError} {command.Fault}".Trim(),
            _ => command.Fault is { } why ? Say(why) : texts[$"Stage.{command.Stage}"],
        };
    }
}
