using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;

namespace Csms.Simulator.Station;

/// <summary>Battery swaps (2.1, block S): at the station by a token, or asked for by the CSMS.</summary>
public sealed partial class VirtualStation
{
    private int _lastSwap;

    /// <summary>The slots and what is in them; empty: it swaps none.</summary>
    public IReadOnlyDictionary<int, RackBattery?> Batteries { get { lock (Gate) return Rack is { } rack ? new SortedDictionary<int, RackBattery?>(rack.Slots.ToDictionary()) : []; } }

    /// <summary>Drivers leave what is offered to them in its slot.</summary>
    public bool DriversForgetBatteries { get; set; }

    internal BatteryRack? Rack { get; }

    /// <summary>A driver presents a token, puts batteries in and takes charged ones out (S01, S03).</summary>
    /// <param name="token">Who.</param>
    /// <param name="batteries">How many.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">The station has no slots.</exception>
    public async Task<SwapOutcome> SwapAsync(IdToken token, int batteries = 1, CancellationToken cancel = default)
    {
        if (Rack is null) throw new InvalidOperationException($"{Id} swaps no batteries.");
        if (!(await JudgeAsync(token, cancel)).IsAccepted) return SwapOutcome.Refused;
        return await SwapAsync(NextSwap(), token, batteries, cancel);
    }

    /// <summary>The CSMS asks for a swap (S02): accepted when there is a battery to give and a slot for the other.</summary>
    internal Answer AcceptSwap(int requestId, IdToken token)
    {
        if (Rack is not { } rack) return Answer.Error("NotSupported", "The station swaps no batteries");
        if (rack.Free == 0 || !rack.Ready.Any())
        {
            return Answer.Of(new JsonObject { ["status"] = "Rejected", ["statusInfo"] = new JsonObject { ["reasonCode"] = "NoBatteryAvailable", ["additionalInfo"] = "No charged battery, or no free slot" } });
        }

        return Answer.Status("Accepted", () => StartJob(cancel => SwapAsync(requestId, token, 1, cancel)));
    }

    private int NextSwap()
    {
        // Unique over power cycles, as a station's own counter is.
        lock (Gate) return _lastSwap = Math.Max(_lastSwap + 1, (int)(Now.ToUnixTimeSeconds() % 1_000_000_000));
    }

    private async Task<SwapOutcome> SwapAsync(int requestId, IdToken token, int count, CancellationToken cancel)
    {
        var rack = Rack!;
        List<(int Slot, RackBattery Battery)> brought = [], offered;
        lock (Gate)
        {
            rack.Advance(Now);
            var ready = rack.Ready.Take(count).ToList();
            if (rack.Free < count || ready.Count < count) return SwapOutcome.NoBattery;
            offered = [.. ready.Select(slot => (slot, rack.Slots[slot]!))];
            for (var place = 0; place < count; place++)
            {
                var battery = new RackBattery($"EV-{Random.Next(100_000):00000}", 8 + Random.Next(30), 80 + Random.Next(18), Now.Date.AddDays(-100 - Random.Next(900)));
                brought.Add((rack.PutIn(battery), battery));
            }
        }

        await TellSwapAsync("BatteryIn", requestId, token, brought, cancel);
        if (DriversForgetBatteries)
        {
            await Task.Delay(TimeSpan.FromSeconds(rack.OutSeconds), Clock, cancel);
            await TellSwapAsync("BatteryOutTimeout", requestId, token, offered, cancel);
            lock (Gate)
            {
                foreach (var (slot, _) in brought) rack.TakeOut(slot); // the driver has his own back
            }

            return SwapOutcome.TimedOut;
        }

        lock (Gate)
        {
            foreach (var (slot, _) in offered) rack.TakeOut(slot);
        }

        await TellSwapAsync("BatteryOut", requestId, token, offered, cancel);
        return SwapOutcome.Done;
    }

    private async Task TellSwapAsync(string what, int requestId, IdToken token, IEnumerable<(int Slot, RackBattery Battery)> batteries, CancellationToken cancel)
    {
        await SendCallAsync("BatterySwap", new JsonObject
        {
            ["eventType"] = what,
            ["requestId"] = requestId,
            ["idToken"] = new JsonObject { ["idToken"] = token.Value, ["type"] = token.Type },
            ["batteryData"] = Json.Array(batteries.Select(each => (JsonNode)new JsonObject
            {
                ["evseId"] = each.Slot,
                ["serialNumber"] = each.Battery.Serial,
                ["soC"] = Math.Round(each.Battery.SocPercent, 1),
                ["soH"] = Math.Round(each.Battery.SohPercent, 1),
                ["productionDate"] = Json.Stamp(each.Battery.ProducedAt),
                ["vendorInfo"] = $"{Options.Vendor} pack",
            })),
        }, cancel: cancel);
        NotifyChanged();
    }
}
