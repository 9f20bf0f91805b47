using Csms.Console.Controls;
using Csms.Console.Demo;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Csms.Simulator.Demo;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Console.Pages.Simulator;

/// <summary>Hands on the demo network: what a driver, a vandal or a fitter would do at a station, within what the person may.</summary>
internal sealed class SimulatorBench(IServiceProvider services, StationDirectory stations, IUserScope scope)
{
    private static readonly TimeSpan _tapPatience = TimeSpan.FromSeconds(30);

    /// <summary>The demo network; null where none runs, or before it does.</summary>
    public DemoNetwork? Network => services.GetService<DemoHost>()?.Network;

    /// <summary>Stands for a card: the car charges by the contract that it carries.</summary>
    public const string ByContract = "contract";

    /// <summary>Stands for a card: that of a bank, at the terminal of the station (OCPP 2.1).</summary>
    public const string AtTerminal = "terminal";

    /// <summary>Whether cars can be given a contract that this host accepts.</summary>
    public bool HasContract => Contract is not null;

    private VehicleContract? Contract => services.GetService<DemoContracts>()?.Contract;

    /// <summary>EVSEs that the person may act on.</summary>
    public IReadOnlyList<SimulatorRow> Rows(AccessScope may, string? text)
    {
        if (Network is not { } network) return [];
        var rows = new List<SimulatorRow>();
        foreach (var station in network.Stations)
        {
            if (text is not null && !station.Id.Contains(text, StringComparison.OrdinalIgnoreCase)) continue;
            if (!May(may, station.Id)) continue;
            foreach (var evse in station.Evses)
            {
                rows.Add(new(
                    station.Id, evse.Id, station.IsConnected, station.Undelivered, StateOf(evse.Status), evse.Fault, evse.Vehicle?.Name,
                    (int)Math.Round(evse.Vehicle?.Soc ?? 0), evse.Draw.PowerW, evse.Transaction is not null, network.IsByHand(station.Id, evse.Id), evse.Id == 1 && station.Batteries.Count > 0));
            }
        }
        return rows;
    }

    /// <summary>Does something to an EVSE and takes it from the simulated drivers.</summary>
    /// <returns>What came of it: a key of the texts.</returns>
    public async Task<string> DoAsync(SimulatorAction action, string stationId, int evseId, string vehicle, double socPercent, string token)
    {
        if (Network is not { } network || network.Find(stationId) is not { } station || !May(await scope.GetAsync(), stationId)) return "Gone";
        network.TakeByHand(stationId, evseId);
        switch (action)
        {
            case SimulatorAction.PlugIn:
                return await PlugInAsync(station, evseId, vehicle, socPercent, token == ByContract ? Contract : null);
            case SimulatorAction.Unplug:
                await station.UnplugAsync(evseId);
                return "Unplugged";
            case SimulatorAction.Tap:
                return await TapAsync(station, evseId, token);
            case SimulatorAction.Break:
                await station.FaultAsync(evseId);
                return "Broken";
            case SimulatorAction.Mend:
                await station.MendAsync(evseId);
                return "Mended";
            case SimulatorAction.Swap:
                return await SwapAsync(station, token);
            case SimulatorAction.CutLink:
                await station.DropLinkAsync();
                return "LinkCut";
            case SimulatorAction.Connect:
                station.Start();
                return "Connecting";
            case SimulatorAction.Restart:
                await station.RebootAsync();
                return "Restarting";
            case SimulatorAction.GiveBack:
                network.GiveBack(stationId, evseId);
                return "GivenBack";
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown action.");
        }
    }

    private static async Task<string> PlugInAsync(VirtualStation station, int evseId, string vehicle, double socPercent, VehicleContract? contract)
    {
        using var patience = new CancellationTokenSource(_tapPatience);
        try
        {
            if (contract is null || station.Options.Version == OcppVersion.V16)
            {
                await station.PlugInAsync(evseId, VehicleCatalogue.Create(vehicle, socPercent));
                return contract is null ? "PluggedIn" : "NoContract";
            }
            var car = VehicleCatalogue.Create(vehicle, socPercent);
            car.Contract = contract;
            return await station.PlugAndChargeAsync(evseId, car, cancel: patience.Token) == TapOutcome.Started ? "ByContract" : "ContractRefused";
        }
        catch (InvalidOperationException)
        {
            return "Taken"; // a simulated driver was faster
        }
        catch (OperationCanceledException)
        {
            return "NoAnswer";
        }
    }

    private static async Task<string> TapAsync(VirtualStation station, int evseId, string token)
    {
        using var patience = new CancellationTokenSource(_tapPatience);
        try
        {
            if (token == AtTerminal) return station.Options.Version == OcppVersion.V21 ? (await station.PayAtTerminalAsync(evseId)).ToString() : "NoTerminal";
            return (await station.TapAsync(evseId, CardOf(token), patience.Token)).ToString();
        }
        catch (OperationCanceledException)
        {
            return "NoAnswer";
        }
    }

    private static async Task<string> SwapAsync(VirtualStation station, string token)
    {
        if (token is AtTerminal or ByContract) return "SwapNeedsCard";
        using var patience = new CancellationTokenSource(_tapPatience);
        try
        {
            return $"Swap{await station.SwapAsync(CardOf(token), 1, patience.Token)}";
        }
        catch (OperationCanceledException)
        {
            return "NoAnswer";
        }
    }

    private static IdToken CardOf(string token) => new(token, DemoNetwork.Tokens.FirstOrDefault(each => each.Value == token)?.Type ?? "ISO14443");

    private bool May(AccessScope may, string stationId) =>
        StationId.TryParse(stationId, out var id) && stations.Find(id) is { } state && may.Can(Permissions.CommandConfig, state.Profile.SiteId);

    private static EvState StateOf(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Available => EvState.Available,
        ConnectorStatus.Preparing => EvState.Preparing,
        ConnectorStatus.Charging => EvState.Charging,
        ConnectorStatus.SuspendedEV => EvState.SuspendedEv,
        ConnectorStatus.SuspendedEVSE => EvState.SuspendedEvse,
        ConnectorStatus.Finishing => EvState.Finishing,
        ConnectorStatus.Reserved => EvState.Reserved,
        ConnectorStatus.Unavailable => EvState.Unavailable,
        ConnectorStatus.Faulted => EvState.Faulted,
        _ => EvState.Unknown,
    };
}
