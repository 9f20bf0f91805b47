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
        _profiles.RemoveAll(p => p.Purpose == "ChargingStationExternalConstraints" ? profile.Purpose == p.Purpose && p.EvseId == profile.EvseId && p.LimitSource == profile.LimitSource : p.Id == profile.Id
            || (p.EvseId == profile.EvseId && p.Purpose == profile.Purpose && p.StackLevel == profile.StackLevel && p.TransactionId == profile.TransactionId));
        if (_profiles.Count >= Capacity) return false;
        _profiles.Add(profile);
        return true;
    }

    /// <summary>Removes what matches and says how many went.</summary>
    public int Clear(ProfileFilter filter) => _profiles.RemoveAll(p => p.Purpose != "ChargingStationExternalConstraints" && filter.Matches(p));

    /// <summary>The limit of somebody else is off; how many profiles went.</summary>
    public int ClearExternal(int evseId, string source) => _profiles.RemoveAll(p => p.Purpose is "ChargingStationExternalConstraints" or "LocalGeneration" && p.EvseId == evseId && p.LimitSource == source);

    /// <summary>TxProfiles end with their transaction.</summary>
    public void EndTransaction(int evseId, string transactionId)
    {
        _profiles.RemoveAll(p => p.Purpose == "TxProfile" && p.EvseId == evseId && (p.TransactionId is null || p.TransactionId == transactionId));
        PriorityEvses.Remove(evseId);
    }

    /// <summary>
    /// A default of the EVSE goes before those of the station whatever their levels (1.6 3.13.3); in 2.x the levels decide over both.
    /// </summary>
    public bool OwnDefaultLeads { get; init; }

    /// <summary>The limit of one EVSE from its own profiles, without the cap of the station.</summary>
    /// <param name="evseId">The EVSE.</param>
    /// <param name="at">The instant.</param>
    /// <param name="transactionStart">Start of the running transaction; the instant itself when none runs.</param>
    /// <param name="transactionId">The running transaction, or null.</param>
    /// <param name="phases">Phases of the outlet.</param>
    public ChargeLimit LimitOf(int evseId, DateTimeOffset at, DateTimeOffset transactionStart, string? transactionId, int phases)
    {
        ChargeLimit? transaction = null;
        if (PriorityEvses.Contains(evseId)) transaction = Leading("PriorityCharging", p => p.EvseId == evseId || p.EvseId == 0);
        transaction ??= transactionId is null ? null : Leading("TxProfile", p => p.EvseId == evseId && (p.TransactionId is null || p.TransactionId == transactionId));
        transaction ??= OwnDefaultLeads
            ? Leading("TxDefaultProfile", p => p.EvseId == evseId) ?? Leading("TxDefaultProfile", p => p.EvseId == 0)
            : Leading("TxDefaultProfile", p => p.EvseId == evseId || p.EvseId == 0);
        var limit = transaction ?? ChargeLimit.None with { Phases = phases };
        foreach (var purpose in (string[])["ChargingStationMaxProfile", "ChargingStationExternalConstraints"])
        {
            limit = ChargeLimit.Min(limit, Leading(purpose, p => p.EvseId == evseId) ?? ChargeLimit.None);
        }
        return limit;

        ChargeLimit? Leading(string purpose, Func<ChargingProfile, bool> where) => LeadingOf(purpose, where, at, transactionStart, phases);
    }

    /// <summary>The cap for the sum of all EVSEs.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="phases">Phases of the outlet.</param>
    /// <param name="transactionStart">What relative schedules count from.</param>
    public ChargeLimit StationCap(DateTimeOffset at, int phases, DateTimeOffset transactionStart)
    {
        var cap = ChargeLimit.None with { Phases = phases };
        foreach (var purpose in (string[])["ChargingStationMaxProfile", "ChargingStationExternalConstraints"])
        {
            cap = ChargeLimit.Min(cap, LeadingOf(purpose, p => p.EvseId == 0, at, transactionStart, phases) ?? ChargeLimit.None);
        }
        return cap;
    }

    /// <summary>Power made on the spot for an EVSE, 0 for the station; null: none (2.1).</summary>
    public ChargeLimit? Generation(int evseId, DateTimeOffset at, int phases, DateTimeOffset transactionStart) =>
        LeadingOf("LocalGeneration", p => p.EvseId == evseId || p.EvseId == 0, at, transactionStart, phases);

    /// <summary>The schedule that results for an EVSE (0 = the station), equal neighbours merged.</summary>
    /// <param name="evseId">The EVSE or 0.</param>
    /// <param name="from">Start.</param>
    /// <param name="duration">Length.</param>
    /// <param name="unit">A or W.</param>
    /// <param name="hardwareMax">What the hardware allows where no profile speaks.</param>
    /// <param name="transactionStart">Start of the running transaction, null when none runs.</param>
    /// <param name="transactionId">The running transaction, or null.</param>
    /// <param name="phases">Phases of the outlet.</param>
    /// <param name="evses">For the station: what each of its EVSEs may draw at an instant.</param>
    public IReadOnlyList<SchedulePeriod> Composite(
        int evseId, DateTimeOffset from, TimeSpan duration, string unit, ChargeLimit hardwareMax, DateTimeOffset? transactionStart, string? transactionId, int phases, Func<DateTimeOffset, double>? evses = null)
    {
        var start = transactionStart ?? from;
        var to = from + duration;
        var points = _profiles.SelectMany(p => p.ChangesBetween(from, to, start)).Append(from).Where(p => p >= from && p < to).Distinct().Order();
        var result = new List<SchedulePeriod>();
        foreach (var point in points)
        {
            var limit = StationCap(point, phases, start);
            if (evseId != 0) limit = ChargeLimit.Min(limit, LimitOf(evseId, point, start, transactionId, phases));
            else if (evses is not null) limit = ChargeLimit.Min(limit, ChargeLimit.None with { MostWatts = evses(point) });
            limit = ChargeLimit.Min(limit.Plus(Generation(evseId, point, phases, start)), hardwareMax);
            var next = new SchedulePeriod((int)(point - from).TotalSeconds, Math.Round(unit == "W" ? limit.Watts : limit.AmpsPerPhase, 1), limit.Phases < 3 ? limit.Phases : null);
            if (result.Count > 0 && result[^1] with { StartSeconds = next.StartSeconds } == next) continue;
            result.Add(next);
        }
        return result;
    }

    private ChargeLimit? LeadingOf(string purpose, Func<ChargingProfile, bool> where, DateTimeOffset at, DateTimeOffset transactionStart, int phases)
    {
        foreach (var profile in _profiles.Where(p => p.Purpose == purpose && where(p)).OrderByDescending(p => p.StackLevel).ThenByDescending(p => p.EvseId))
        {
            if (profile.PeriodAt(at, transactionStart) is { } period) return ChargeLimit.From(period, profile.Unit, phases);
        }
        return null;
    }
}
