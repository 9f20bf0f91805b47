namespace Csms.Simulator.Station;

/// <summary>The slots of a swap station and the batteries in them, which charge by themselves. Under the station's gate.</summary>
internal sealed class BatteryRack
{
    private const double PercentPerMinute = 1.5;

    private readonly SortedDictionary<int, RackBattery?> _slots = [];
    private DateTimeOffset _advancedTo;

    /// <param name="first">Number of the first slot.</param>
    /// <param name="slots">How many; a third of them, one at least, is empty.</param>
    /// <param name="name">Begin of the batteries' serial numbers.</param>
    /// <param name="now">Simulated time.</param>
    public BatteryRack(int first, int slots, string name, DateTimeOffset now)
    {
        _advancedTo = now;
        var empty = Math.Max(1, slots / 3);
        for (var place = 0; place < slots; place++)
        {
            _slots[first + place] = place < slots - empty ? new RackBattery($"{name}-{place + 1:000}", 100 - (place * 7 % 20), 99 - place, now.Date.AddDays(-200 - (17 * place))) : null;
        }
    }

    /// <summary>Least charge of a battery that is given out, %.</summary>
    public int TargetSoc { get; set; } = 80;

    /// <summary>Batteries are charged up to this, %.</summary>
    public int MaxSoc { get; set; } = 100;

    /// <summary>How long what is offered may be taken out, simulated seconds.</summary>
    public int OutSeconds { get; set; } = 60;

    /// <summary>How long batteries may be put in after the authorization, simulated seconds.</summary>
    public int InSeconds { get; set; } = 60;

    public IReadOnlyDictionary<int, RackBattery?> Slots => _slots;

    public int Free => _slots.Values.Count(battery => battery is null);

    /// <summary>Slots whose battery may be given out, the fullest first.</summary>
    public IEnumerable<int> Ready => _slots.Where(slot => slot.Value?.SocPercent >= TargetSoc).OrderByDescending(slot => slot.Value!.SocPercent).Select(slot => slot.Key);

    public void Advance(DateTimeOffset to)
    {
        var gain = (to - _advancedTo).TotalMinutes * PercentPerMinute;
        _advancedTo = to;
        if (gain <= 0) return;
        foreach (var (slot, battery) in _slots.ToArray())
        {
            if (battery is not null && battery.SocPercent < MaxSoc) _slots[slot] = battery with { SocPercent = Math.Min(MaxSoc, battery.SocPercent + gain) };
        }
    }

    public int PutIn(RackBattery battery)
    {
        var slot = _slots.First(each => each.Value is null).Key;
        _slots[slot] = battery;
        return slot;
    }

    public void TakeOut(int slot) => _slots[slot] = null;
}
