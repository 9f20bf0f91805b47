using System.CommandLine;
using Csms.Bench.Measures;
using Csms.Bench.Pages;
using Csms.Bench.Runs;
using Csms.Bench.Targets;

namespace Csms.Bench.Commands;

/// <summary>pages: what a person waits for in the console over a seeded database.</summary>
internal static class PagesCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Data folder that seed has filled; our host is started over it.", Required = true };
        var host = new Option<string>("--host") { Description = "The host's assembly.", DefaultValueFactory = _ => CsmsHost.DefaultDll() };
        var times = new Option<int>("--times") { Description = "How often each page is opened and each thing is done.", DefaultValueFactory = _ => 15 };
        var email = new Option<string>("--email") { Description = "Who signs in.", DefaultValueFactory = _ => CsmsHost.AdminEmail };
        var password = new Option<string>("--console-password") { Description = "With what.", DefaultValueFactory = _ => CsmsHost.AdminPassword };
        var chromium = new Option<string>("--chromium") { Description = "The browser.", DefaultValueFactory = _ => ScreenOptions.DefaultChromium };
        var output = new Option<string?>("--out", "-o") { Description = "File for the JSON; default standard output." };
        var command = new Command("pages", "First paint of pages and what lists take to answer a key, in a real browser over a seeded database. Ends with 1 when a first paint takes a second or a list 100 ms at the median.\n\nExample: pages --data /var/tmp/csms-seed")
        {
            data, host, times, email, password, chromium, output,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var failed = false;
            var code = await Guard.RunAsync(async () =>
            {
                var machine = Machine.Now();
                await using var target = await CsmsHost.OverAsync(parse.GetRequiredValue(host), parse.GetRequiredValue(data), cancellation);
                var options = new PagesOptions { Times = parse.GetValue(times), Email = parse.GetRequiredValue(email), Password = parse.GetRequiredValue(password), Chromium = parse.GetRequiredValue(chromium) };
                var result = await PagesRun.RunAsync(target, options, cancellation);
                Report.Say(result.ToString());
                await new Report("pages", machine, null, [result]).WriteAsync(parse.GetValue(output), cancellation);
                failed = result.Failed;
            }, cancellation);
            return code == 0 && failed ? 1 : code;
        });
        return command;
    }
}
