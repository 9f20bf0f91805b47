using System.CommandLine;
using Csms.Simulator.Scenarios;
using Csms.Simulator.Station;

namespace Csms.Simulator.Commands;

/// <summary>scenario: plays a story from a file or a built-in one.</summary>
internal static class ScenarioCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var name = new Argument<string>("scenario") { Description = "A JSON file, or the name of a built-in scenario (see 'scenarios')." };
        var id = new Option<string>("--id") { Description = "Station id.", DefaultValueFactory = _ => "SIM-001" };
        var speed = new Option<double?>("--speed") { Description = "Simulated seconds a real second; default is the scenario's." };
        var inject = new Option<bool>("--inject") { Description = "Play the commands of the CSMS in the station instead of waiting for them." };
        var command = new Command("scenario", "Play a scenario.\n\nExample: scenario dc-taper --version 2.0.1 --speed 120") { name, common.Url, common.Version, id, common.Password, speed, inject, common.Frames };
        command.SetAction(async (parse, cancel) =>
        {
            ScenarioFile scenario;
            try
            {
                var wanted = parse.GetRequiredValue(name);
                if (File.Exists(wanted)) scenario = ScenarioFile.Parse(await File.ReadAllTextAsync(wanted, cancel));
                else if (ScenarioCatalogue.Find(wanted) is { } known) scenario = known;
                else throw new FormatException($"There is no file and no scenario '{wanted}'.");
            }
            catch (FormatException e)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 2;
            }
            var version = OcppVersions.TryParse(parse.GetRequiredValue(common.Version)) ?? OcppVersions.TryParse(scenario.Versions[0])!.Value;
            await using var station = new VirtualStation(scenario.Station(parse.GetRequiredValue(id), parse.GetRequiredValue(common.Url), version) with
            {
                Password = parse.GetValue(common.Password),
                Speed = parse.GetValue(speed) ?? scenario.Speed,
            });
            if (parse.GetValue(common.Frames)) station.Frame += f => Console.WriteLine($"  {(f.IsSent ? ">" : "<")} {f.Text}");
            var runner = new ScenarioRunner(station, scenario)
            {
                Progress = Console.WriteLine,
                Command = parse.GetValue(inject) ? (action, payload) => Task.FromResult(ScenarioRunner.Inject(station, action, payload)) : null,
            };
            try
            {
                await runner.RunAsync(cancel);
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException or StationRefusedException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
            foreach (var transaction in station.Record.Transactions)
            {
                Console.WriteLine($"transaction {transaction.CsmsId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? transaction.Id}: {transaction.MeterStartWh} to {transaction.MeterStopWh} Wh, {transaction.StopReason ?? "running"}");
            }
            return 0;
        });
        return command;
    }
}
