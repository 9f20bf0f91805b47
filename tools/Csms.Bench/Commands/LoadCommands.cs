using System.CommandLine;
using Csms.Bench.Fleet;
using Csms.Bench.Operators;
using Csms.Bench.Runs;

namespace Csms.Bench.Commands;

/// <summary>storm, throughput, paced, memory, screen, operators: one figure each, on one server.</summary>
internal static class LoadCommands
{
    public static Command Storm()
    {
        var command = new Command("storm", "Connection storm: all stations connect and boot at once, from cold.\n\nExample: storm --stations 10000");
        var target = new TargetOptions(command, 5000);
        command.SetAction((parse, cancellation) => target.MeasureAsync(parse, async server =>
        {
            using var fleet = new StationFleet(server.Url, target.Fleet(parse), TimeProvider.System);
            return await StormRun.RunAsync(server, fleet, target.Entered(parse), cancellation);
        }, cancellation));
        return command;
    }

    public static Command Throughput()
    {
        var (seconds, warmUp) = (Seconds(30), WarmUp());
        var command = new Command("throughput", "Closed loop: each station sends its next call when the last is answered, mixed sessions with eight-value samples.\n\nExample: throughput --stations 200 --seconds 30") { seconds, warmUp };
        var target = new TargetOptions(command, 200);
        command.SetAction((parse, cancellation) => target.MeasureAsync(parse, async server =>
        {
            var options = target.Fleet(parse);
            using var fleet = new StationFleet(server.Url, options, TimeProvider.System);
            await fleet.ConnectAsync(cancellation);
            return await ThroughputRun.RunAsync(server, fleet, options, TimeSpan.FromSeconds(parse.GetValue(warmUp)), TimeSpan.FromSeconds(parse.GetValue(seconds)), cancellation);
        }, cancellation));
        return command;
    }

    public static Command Paced()
    {
        var (seconds, warmUp) = (Seconds(60), WarmUp());
        var rate = new Option<double>("--rate", "-r") { Description = "Calls a second over the fleet.", DefaultValueFactory = _ => 500 };
        var command = new Command("paced", "Open loop: calls fall due at a steady pace, latencies count from when they were due.\n\nExample: paced --stations 10000 --rate 500 --seconds 60") { rate, seconds, warmUp };
        var target = new TargetOptions(command, 10_000);
        command.SetAction((parse, cancellation) => target.MeasureAsync(parse, async server =>
        {
            var options = target.Fleet(parse);
            using var fleet = new StationFleet(server.Url, options, TimeProvider.System);
            await fleet.ConnectAsync(cancellation);
            return await PacedRun.RunAsync(server, fleet, options, parse.GetValue(rate), TimeSpan.FromSeconds(parse.GetValue(warmUp)), TimeSpan.FromSeconds(parse.GetValue(seconds)), cancellation);
        }, cancellation));
        return command;
    }

    public static Command Memory()
    {
        var command = new Command("memory", "Resident memory a connection: booted, and with live state.\n\nExample: memory --stations 10000");
        var target = new TargetOptions(command, 10_000);
        command.SetAction((parse, cancellation) => target.MeasureAsync(parse, async server =>
        {
            var options = target.Fleet(parse);
            await MemoryRun.WarmUpAsync(server, options, cancellation);
            using var fleet = new StationFleet(server.Url, options, TimeProvider.System);
            return await MemoryRun.RunAsync(server, fleet, cancellation);
        }, cancellation));
        return command;
    }

    public static Command Screen()
    {
        var page = new Option<string>("--page") { Description = "Page that is open; {station} stands for the identity.", DefaultValueFactory = _ => ScreenOptions.DefaultPage };
        var samples = new Option<int>("--samples") { Description = "Changes of state.", DefaultValueFactory = _ => 200 };
        var email = new Option<string>("--email") { Description = "Who signs in.", DefaultValueFactory = _ => Targets.CsmsHost.AdminEmail };
        var password = new Option<string>("--console-password") { Description = "With what.", DefaultValueFactory = _ => Targets.CsmsHost.AdminPassword };
        var chromium = new Option<string>("--chromium") { Description = "The browser.", DefaultValueFactory = _ => ScreenOptions.DefaultChromium };
        var command = new Command("screen", "Frame to screen: from a station's frame to the change in an open browser page.\n\nExample: screen --page /stations?q={station}") { page, samples, email, password, chromium };
        var target = new TargetOptions(command, 100);
        command.SetAction((parse, cancellation) => target.MeasureAsync(parse, async server => await ScreenRun.RunAsync(
            server,
            new ScreenOptions { Page = parse.GetRequiredValue(page), Samples = parse.GetValue(samples), Email = parse.GetRequiredValue(email), Password = parse.GetRequiredValue(password), Chromium = parse.GetRequiredValue(chromium) },
            cancellation), cancellation));
        return command;
    }

    public static Command Operators()
    {
        var operators = new Option<int>("--operators") { Description = "Open pages, one of them in a real browser.", DefaultValueFactory = _ => 100 };
        var rate = new Option<double>("--rate", "-r") { Description = "Calls a second over the fleet.", DefaultValueFactory = _ => 500 };
        var samples = new Option<int>("--samples") { Description = "Changes of state that the browser's page is to show.", DefaultValueFactory = _ => 150 };
        var pages = new Option<string[]>("--pages") { Description = "What the other pages are, in turn; {station} stands for an identity.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. OperatorsOptions.DefaultPages] };
        var command = new Command("operators", "Many operators at once: pages held open over a network that reports, frame to screen in one of them.\n\nExample: operators --operators 100 --stations 10000 --rate 500") { operators, rate, samples, pages };
        var target = new TargetOptions(command, 10_000);
        command.SetAction((parse, cancellation) => target.MeasureAsync(parse, async server => await OperatorsRun.RunAsync(
            server,
            target.Fleet(parse),
            new OperatorsOptions { Operators = parse.GetValue(operators), Rate = parse.GetValue(rate), Samples = parse.GetValue(samples), Pages = parse.GetRequiredValue(pages) },
            cancellation), cancellation));
        return command;
    }

    private static Option<double> Seconds(double given) => new("--seconds", "-s") { Description = "How long is measured.", DefaultValueFactory = _ => given };

    private static Option<double> WarmUp() => new("--warm-up", "-w") { Description = "Seconds of the same load before; the server compiles itself meanwhile.", DefaultValueFactory = _ => 20 };
}
