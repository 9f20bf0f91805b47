using System.CommandLine;
using Csms.Bench.Runs;
using Csms.Bench.Targets;

namespace Csms.Bench.Commands;

/// <summary>all: the whole table, ours beside the floor.</summary>
internal static class AllCommand
{
    public static Command Create()
    {
        var host = new Option<string?>("--host") { Description = "Csms.Console.dll to measure; default the Release build of this repository." };
        var repeat = new Option<int>("--repeat") { Description = "Rounds; the figures are medians.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<double>("--seconds", "-s") { Description = "Length of each timed stage.", DefaultValueFactory = _ => 30 };
        var pages = new Option<string[]>("--page") { Description = "Pages for frame to screen; may be given several times.", DefaultValueFactory = _ => [ScreenOptions.DefaultPage] };
        var output = new Option<string?>("--out", "-o") { Description = "File for the JSON; default standard output." };
        var command = new Command("all", "Everything docs/benchmarks.md lists: floor and our host, both started here, medians and ratios in one JSON.\n\nExample: all --out bench.json") { host, repeat, seconds, pages, output };
        command.SetAction((parse, cancellation) => Guard.RunAsync(async () =>
        {
            var run = new AllRun(parse.GetValue(host) ?? CsmsHost.DefaultDll(), parse.GetValue(repeat), TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(pages) ?? []);
            var report = await run.RunAsync(cancellation);
            foreach (var figure in report.Figures!) Report.Say(figure.ToString());
            await report.WriteAsync(parse.GetValue(output), cancellation);
        }, cancellation));
        return command;
    }
}
