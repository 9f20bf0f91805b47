using System.CommandLine;
using Csms.Simulator.Commands;

namespace Csms.Simulator;

internal static class Program
{
    public static Task<int> Main(string[] args) => Root().Parse(args).InvokeAsync();

    internal static RootCommand Root() => new("Virtual charging stations that speak OCPP 1.6, 2.0.1 and 2.1 over real WebSockets.")
    {
        RunCommand.Create(), ScenarioCommand.Create(), DemoCommand.Create(), LoadCommand.Create(), ListCommands.Quirks(), ListCommands.Scenarios(),
    };
}
