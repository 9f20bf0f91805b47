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
        var runs = new Option<int>("--runs") { Description = "Runs of the closed loop on floor and host, in turn; its figures are medians.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<double>("--seconds", "-s") { Description = "Length of each timed stage.", DefaultValueFactory = _ => 15 };
        var pages = new Option<string[]>("--page") { Description = "Pages for frame to screen; may be given several times.", DefaultValueFactory = _ => [ScreenOptions.DefaultPage, ScreenOptions.ListPage] };
        var output = new Option<string?>("--out", "-o") { Description = "File for the JSON; default standard output." };
        var command = new Command("all", "Everything docs/benchmarks.md lists: floor and our host, both started here, medians and ratios as a table and as JSON, in some eight minutes.\n\nExample: all --out bench.json") { host, runs, seconds, pages, output };
        command.SetAction((parse, cancellation) => Guard.RunAsync(async () =>
        {
            var run = new AllRun(parse.GetValue(host) ?? CsmsHost.DefaultDll(), Math.Max(1, parse.GetValue(runs)), TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(pages) ?? []);
            var report = await run.RunAsync(cancellation);
            Report.Say("");
            foreach (var figure in report.Figures!) Report.Say(figure.ToString());
            await report.WriteAsync(parse.GetValue(output), cancellation);
        }, cancellation));
        return command;
    }
}
