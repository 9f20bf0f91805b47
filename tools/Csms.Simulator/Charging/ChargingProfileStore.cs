namespace Csms.Simulator.Charging;

/// <summary>The profiles a station holds and the limit they give (2.0.1 part 2, 3.5 and K08; 1.6 §3.13).</summary>
public sealed class ChargingProfileStore
{
    private readonly List<ChargingProfile> _profiles = [];

    /// <summary>Highest stack level accepted.</summary>
    public int MaxStackLevel { get; init; } = 10;

    /// <summary>How many profiles fit.</summary>
    public int Capacity { get; init; } = 20;

    /// <summary>All installed profiles.</summary>
    public IReadOnlyList<ChargingProfile> All => _profiles;

    /// <summary>True while the PriorityCharging profile is switched on for an EVSE (2.1).</summary>
    public HashSet<int> PriorityEvses { get; } = [];

    /// <summary>Installs a profile; the same id, or the same purpose, level and place, is replaced.</summary>
    /// <returns>False when level or number is beyond what the station holds.</returns>
    public bool Install(ChargingProfile profile)
    {
        if (profile.StackLevel > MaxStackLevel) return false;
        _profiles.RemoveAll(p => p.Id == profile.Id
            || (p.EvseId == profile.EvseId && p.Purpose == profile.Purpose && p.StackLevel == profile.StackLevel && p.TransactionId == profile.TransactionId));
        if (_profiles.Count >= Capacity) return false;
        _profiles.Add(profile);
        return true;
    }

    /// <summary>Removes what matches and says how many went.</summary>
    public int Clear(ProfileFilter filter) => _profiles.RemoveAll(filter.Matches);

    /// <summary>TxProfiles end with their transaction.</summary>
    public void EndTransaction(int evseId, string transactionId)
    {
        _profiles.RemoveAll(p => p.Purpose == "TxProfile" && p.EvseId == evseId && (p.TransactionId is null || p.TransactionId == transactionId));
        PriorityEvses.Remove(evseId);
    }

    /// <summary>The limit of one EVSE from its own profiles, without the cap of the station.</summary>
    /// <param name="evseId">The EVSE.</param>
    /// <param name="at">The instant.</param>
    /// <param name="transactionStart">Start of the running transaction; the instant itself when none runs.</param>
    /// <param name="transactionId">The running transaction, or null.</param>
    /// <param name="phases">Phases of the outlet.</param>
    public ChargeLimit LimitOf(int evseId, DateTimeOffset at, DateTimeOffset transactionStart, string? transactionId, int phases)
    {
        var own = _profiles.Where(p => p.EvseId == evseId).ToArray();
        ChargeLimit? transaction = null;
        if (PriorityEvses.Contains(evseId)) transaction = Leading(own, "PriorityCharging");
        transaction ??= Leading(own.Where(p => p.TransactionId is null || p.TransactionId == transactionId), "TxProfile");
        transaction ??= Leading(own, "TxDefaultProfile") ?? Leading(_profiles.Where(p => p.EvseId == 0), "TxDefaultProfile");
        var limit = transaction ?? ChargeLimit.None;
        foreach (var purpose in (string[])["ChargingStationMaxProfile", "ChargingStationExternalConstraints"])
        {
            limit = ChargeLimit.Min(limit, Leading(own, purpose) ?? ChargeLimit.None);
        }
        return limit;

        ChargeLimit? Leading(IEnumerable<ChargingProfile> candidates, string purpose)
        {
            foreach (var profile in candidates.Where(p => p.Purpose == purpose).OrderByDescending(p => p.StackLevel))
            {
                if (profile.PeriodAt(at, transactionStart) is { } period) return ChargeLimit.From(period, profile.Unit, phases);
            }
            return null;
        }
    }

    /// <summary>The cap for the sum of all EVSEs.</summary>
    public ChargeLimit StationCap(DateTimeOffset at, int phases)
    {
        var cap = ChargeLimit.None;
        foreach (var group in _profiles.Where(p => p.EvseId == 0 && p.Purpose is "ChargingStationMaxProfile" or "ChargingStationExternalConstraints").GroupBy(p => p.Purpose))
        {
            foreach (var profile in group.OrderByDescending(p => p.StackLevel))
            {
                if (profile.EvseId != 0 || profile.PeriodAt(at, at) is not { } period) continue;
                cap = ChargeLimit.Min(cap, ChargeLimit.From(period, profile.Unit, phases));
                break;
            }
        }
        return cap;
    }

    /// <summary>The schedule that results for an EVSE (0 = the station), equal neighbours merged.</summary>
    /// <param name="evseId">The EVSE or 0.</param>
    /// <param name="from">Start.</param>
    /// <param name="duration">Length.</param>
    /// <param name="unit">A or W.</param>
    /// <param name="hardwareMax">What the hardware allows where no profile speaks.</param>
    /// <param name="transactionStart">Start of the running transaction, null when none runs.</param>
    /// <param name="transactionId">The running transaction, or null.</param>
    /// <param name="phases">Phases of the outlet.</param>
    public IReadOnlyList<SchedulePeriod> Composite(int evseId, DateTimeOffset from, TimeSpan duration, string unit, ChargeLimit hardwareMax, DateTimeOffset? transactionStart, string? transactionId, int phases)
    {
        var start = transactionStart ?? from;
        var to = from + duration;
        var points = _profiles.SelectMany(p => p.ChangesBetween(from, to, start)).Append(from).Where(p => p >= from && p < to).Distinct().Order();
        var result = new List<SchedulePeriod>();
        foreach (var point in points)
        {
            var limit = ChargeLimit.Min(hardwareMax, StationCap(point, phases));
            if (evseId != 0) limit = ChargeLimit.Min(limit, LimitOf(evseId, point, start, transactionId, phases));
            var value = Math.Round(unit == "W" ? limit.Watts : limit.AmpsPerPhase, 1);
            if (result.Count > 0 && result[^1].Limit.Equals(value)) continue;
            result.Add(new SchedulePeriod((int)(point - from).TotalSeconds, value, null));
        }
        return result;
    }
}
