using System.CommandLine;
using Csms.Simulator.Demo;

namespace Csms.Simulator.Commands;

/// <summary>demo: the demo network against any CSMS.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var stations = new Option<int>("--stations", "-n") { Description = "How many stations.", DefaultValueFactory = _ => 24 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same day.", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Run the demo network until Ctrl+C.\n\nExample: demo --url ws://localhost:8080/ocpp --stations 40") { common.Url, stations, seed, common.Password };
        command.SetAction(async (parse, cancel) =>
        {
            var password = parse.GetValue(common.Password);
            await using var network = new DemoNetwork(parse.GetRequiredValue(common.Url), parse.GetValue(stations), parse.GetValue(seed), password: _ => password);
            await network.StartAsync(cancel);
            Console.WriteLine("Tokens: " + string.Join(", ", DemoNetwork.Tokens.Select(t => t.Value)));
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
            try
            {
                while (await timer.WaitForNextTickAsync(cancel))
                {
                    var all = network.Stations;
                    Console.WriteLine($"{all.Count(s => s.IsConnected)} of {all.Count} online, {all.Sum(s => s.Evses.Count(e => e.Transaction is not null))} sessions, {all.Sum(s => s.Evses.Sum(e => e.Draw.PowerW)) / 1000:0} kW");
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                Console.WriteLine("Stopping.");
            }
            return 0;
        });
        return command;
    }
}
