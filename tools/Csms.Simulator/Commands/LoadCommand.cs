using System.CommandLine;
using System.Text.Json;
using Csms.Simulator.Load;
using Csms.Simulator.Station;

namespace Csms.Simulator.Commands;

/// <summary>load: thousands of lean stations, JSON report.</summary>
internal static class LoadCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var common = new CommonOptions();
        var stations = new Option<int>("--stations", "-n") { Description = "How many stations.", DefaultValueFactory = _ => 1000 };
        var rate = new Option<double>("--rate", "-r") { Description = "Calls a second over the fleet; 0 = connected and quiet.", DefaultValueFactory = _ => 100 };
        var seconds = new Option<double>("--seconds", "-s") { Description = "How long, after all are connected.", DefaultValueFactory = _ => 30 };
        var prefix = new Option<string>("--id-prefix") { Description = "Start of the station ids.", DefaultValueFactory = _ => "LOAD-" };
        var token = new Option<string>("--token") { Description = "Token of all sessions.", DefaultValueFactory = _ => "04A1B2C3D4E501" };
        var atOnce = new Option<int>("--connect-at-once") { Description = "Connections opened at the same time.", DefaultValueFactory = _ => 64 };
        var command = new Command("load", "Load a CSMS and print a JSON report.\n\nExample: load --stations 10000 --rate 500 --seconds 60") { common.Url, stations, rate, seconds, common.Version, prefix, token, common.Password, atOnce };
        command.SetAction(async (parse, cancel) =>
        {
            var fleet = new LoadFleet(new LoadOptions
            {
                Url = parse.GetRequiredValue(common.Url),
                Stations = parse.GetValue(stations),
                CallsPerSecond = parse.GetValue(rate),
                Duration = TimeSpan.FromSeconds(parse.GetValue(seconds)),
                Version = OcppVersions.TryParse(parse.GetRequiredValue(common.Version)),
                IdPrefix = parse.GetRequiredValue(prefix),
                Token = parse.GetRequiredValue(token),
                Password = parse.GetValue(common.Password),
                ConnectAtOnce = parse.GetValue(atOnce),
            });
            try
            {
                var report = await fleet.RunAsync(cancel);
                Console.WriteLine(JsonSerializer.Serialize(report, _json));
                return report.Connected == report.Stations && report.Errors == 0 && report.LostLinks == 0 ? 0 : 1;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return 130;
            }
        });
        return command;
    }
}
