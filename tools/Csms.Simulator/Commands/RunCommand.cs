using System.CommandLine;
using System.Globalization;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Commands;

/// <summary>run: stations that boot, and with --sessions charge cars without end.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var count = new Option<int>("--count", "-n") { Description = "How many stations.", DefaultValueFactory = _ => 1 };
        var prefix = new Option<string>("--id-prefix") { Description = "Start of the station ids.", DefaultValueFactory = _ => "SIM-" };
        var sessions = new Option<bool>("--sessions") { Description = "Let cars come and go." };
        var events = new Option<bool>("--status-by-events") { Description = "Tell the state of connectors by NotifyEvent and not by StatusNotification (2.x)." };
        var token = new Option<string>("--token") { Description = "Token the drivers present.", DefaultValueFactory = _ => "04A1B2C3D4E501" };
        var command = new Command("run", "Run stations until Ctrl+C.\n\nExample: run --url ws://localhost:8080/ocpp --count 10 --version mixed --sessions --speed 30")
        {
            common.Url, count, common.Version, prefix, common.Password, common.Speed, common.Quirk, sessions, events, token, common.Frames,
        };
        command.SetAction(async (parse, cancel) =>
        {
            var unknown = parse.GetRequiredValue(common.Quirk).Where(q => QuirkCatalogue.TryCreate(q) is null).ToArray();
            if (unknown.Length > 0)
            {
                await Console.Error.WriteLineAsync($"Unknown quirk: {string.Join(", ", unknown)}. See 'quirks'.");
                return 2;
            }
            var stations = Enumerable.Range(1, parse.GetValue(count)).Select(i => new VirtualStation(new StationOptions
            {
                Id = parse.GetRequiredValue(prefix) + i.ToString("000", CultureInfo.InvariantCulture),
                Url = parse.GetRequiredValue(common.Url),
                Version = CommonOptions.VersionOf(parse.GetRequiredValue(common.Version), i - 1),
                Password = parse.GetValue(common.Password),
                Speed = parse.GetValue(common.Speed),
                Evses = [EvseOptions.Ac22, EvseOptions.Ccs(150)],
                Quirks = [.. parse.GetRequiredValue(common.Quirk).Select(q => QuirkCatalogue.TryCreate(q)!)],
                MeterInterval = TimeSpan.FromSeconds(15),
                RecordLimit = 100,
                StatusByEvents = parse.GetValue(events),
                Seed = i,
            })).ToArray();
            foreach (var station in stations)
            {
                var last = "";
                station.Changed += () => Show(station, ref last);
                if (parse.GetValue(common.Frames)) station.Frame += f => Console.WriteLine($"{station.Id} {(f.IsSent ? ">" : "<")} {f.Text}");
                station.Start();
            }
            try
            {
                if (parse.GetValue(sessions)) await Task.WhenAll(stations.Select(s => ChargeAsync(s, parse.GetRequiredValue(token), cancel)));
                else await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                Console.WriteLine("Stopping.");
            }
            await Task.WhenAll(stations.Select(s => s.DisposeAsync().AsTask()));
            return 0;
        });
        return command;
    }

    private static async Task ChargeAsync(VirtualStation station, string token, CancellationToken cancel)
    {
        var random = new Random(station.Options.Seed);
        while (true)
        {
            await station.WaitForAsync(s => s.Registration == RegistrationState.Accepted, Timeout.InfiniteTimeSpan, cancel);
            var evse = random.Next(station.Evses.Count) + 1;
            if (station.Evses[evse - 1].Vehicle is null)
            {
                await station.PlugInAsync(evse, VehicleCatalogue.Create(VehicleCatalogue.Names[random.Next(5)], 15 + random.Next(50), 80));
                await Pause(5);
                await station.TapAsync(evse, new IdToken(token), cancel);
                await Pause(300 + random.Next(1500));
                if (station.Evses[evse - 1].Transaction is not null) await station.TapAsync(evse, new IdToken(token), cancel);
                await Pause(10);
                await station.UnplugAsync(evse);
            }
            await Pause(30 + random.Next(120));
        }

        Task Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), station.Clock, cancel);
    }

    private static void Show(VirtualStation station, ref string last)
    {
        var line = $"{station.Id} {(station.IsConnected ? "online" : "offline")} {station.Registration} {string.Join(' ', station.Evses.Select(e => $"{e.Id}:{e.Status}"))}";
        if (line == last) return;
        last = line;
        Console.WriteLine(line);
    }
}
