using System.CommandLine;
using Csms.Simulator.Quirks;
using Csms.Simulator.Scenarios;

namespace Csms.Simulator.Commands;

/// <summary>quirks and scenarios: what there is.</summary>
internal static class ListCommands
{
    public static Command Quirks()
    {
        var command = new Command("quirks", "List the misbehaviours stations can have.");
        command.SetAction(_ =>
        {
            foreach (var quirk in QuirkCatalogue.All) Console.WriteLine($"{quirk.Name,-26} {quirk.Description}");
        });
        return command;
    }

    public static Command Scenarios()
    {
        var command = new Command("scenarios", "List the built-in scenarios.");
        command.SetAction(_ =>
        {
            foreach (var scenario in ScenarioCatalogue.All) Console.WriteLine($"{scenario.Name,-28} {string.Join(' ', scenario.Versions),-16} {scenario.Description}");
        });
        return command;
    }
}
