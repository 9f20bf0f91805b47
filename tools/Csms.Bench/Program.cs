using System.CommandLine;
using Csms.Bench.Commands;

namespace Csms.Bench;

internal static class Program
{
    public static Task<int> Main(string[] args) => Root().Parse(args).InvokeAsync();

    internal static RootCommand Root() => new("Measures an OCPP central system from the stations' side: JSON on standard output, words on standard error.")
    {
        FloorCommand.Create(), LoadCommands.Storm(), LoadCommands.Throughput(), LoadCommands.Paced(), LoadCommands.Memory(), LoadCommands.Screen(), LoadCommands.Operators(), DatabaseCommands.Seed(), DatabaseCommands.Queries(), PagesCommand.Create(), AllCommand.Create(),
    };
}
