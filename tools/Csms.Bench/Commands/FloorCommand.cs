using System.CommandLine;
using Csms.Bench.Targets;

namespace Csms.Bench.Commands;

/// <summary>floor: the server everything is compared with.</summary>
internal static class FloorCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen; port 0 takes a free one. The address is the first line of the output.", DefaultValueFactory = _ => "http://127.0.0.1:0" };
        var command = new Command("floor", "Run the floor until Ctrl+C: bare Kestrel WebSocket, canned answers, nothing stored.") { urls };
        command.SetAction((parse, cancellation) => Guard.RunAsync(() => FloorHost.RunAsync(parse.GetRequiredValue(urls), cancellation), cancellation));
        return command;
    }
}
