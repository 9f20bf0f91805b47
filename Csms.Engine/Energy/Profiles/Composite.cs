using System.Collections.Immutable;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>
/// The one place where charging profiles are put together (2.1 part 2, K 3.2 to 3.7; 1.6 3.13). Pure: profiles, transaction and time in, limits out.
/// <list type="number">
/// <item>Of each purpose the valid profile with the highest stack level leads that has a period at the instant.</item>
/// <item>A transaction is limited by its TxProfile, else by a TxDefaultProfile; while priority charging is on by the PriorityCharging profile.</item>
/// <item>The lowest of that, of ChargingStationMaxProfile and of the external constraints counts, in W and in A.</item>
/// <item>Power made on the spot (LocalGeneration) comes on top.</item>
/// </list>
/// </summary>
public static class Composite
{
    /// <summary>More changes than a person or a station can use: the schedule ends with them.</summary>
    private const int MostChanges = 20_000;

    /// <summary>What holds at one instant.</summary>
    public static CompositePeriod At(EvseStack stack, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return At(Sorted(stack), at, RelativeStart(stack, at));
    }

    /// <summary>What holds from an instant on.</summary>
    /// <param name="stack">The EVSE, or the station.</param>
    /// <param name="from">Beginning; where no transaction runs, what would hold for one that begins then.</param>
    /// <param name="length">How long; not negative.</param>
    public static CompositeSchedule Of(EvseStack stack, DateTimeOffset from, TimeSpan length)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.Zero);
        var sorted = Sorted(stack);
        from = from.ToUniversalTime();
        var to = ProfileTimes.Later(from, length.TotalSeconds);
        var changes = new SortedSet<DateTimeOffset>();
        foreach (var part in sorted.Evses.Add(sorted))
        {
            foreach (var each in part.Profiles)
            {
                foreach (var change in ProfileTimes.Changes(each, from, to, part, RelativeStart(part, from)))
                {
                    if (change >= to || !changes.Add(change) || changes.Count <= MostChanges) continue;
                    changes.Remove(to = changes.Max);
                }
            }
        }

        var periods = ImmutableArray.CreateBuilder<CompositePeriod>();
        periods.Add(At(sorted, from, RelativeStart(stack, from)));
        foreach (var change in changes)
        {
            if (change >= to) break;
            var next = At(sorted, change, RelativeStart(stack, from));
            if (!next.Continues(periods[^1])) periods.Add(next);
        }

        return new CompositeSchedule(stack.EvseId, from, to, periods.ToImmutable());
    }

    private static CompositePeriod At(EvseStack sorted, DateTimeOffset at, DateTimeOffset relativeStart)
    {
        var transaction = sorted.EvseId == 0 ? null : Transaction(sorted, at, relativeStart);
        var layers = Layers(sorted, transaction, at, relativeStart);
        if (sorted.EvseId != 0) AddCaps(layers, sorted, 0, at, relativeStart); // one of the station and one of the EVSE hold both: they bound different things
        var volts = sorted.Electrics.VoltageV;
        var caps = layers.Aggregate(Caps.None(sorted.Electrics.Phases), static (all, layer) => all.And(layer.Caps));
        var (limit, reason) = (caps.Resolve(volts), Deciding(layers, caps.Phases, volts));
        if (OfEvses(sorted, at, relativeStart) is { } together && (limit is null || together.Watts < limit.Value.Watts))
        {
            (limit, reason) = (caps.And(Caps.None(caps.Phases) with { Watts = together.Watts }).Resolve(volts), together.Reason);
        }

        if (limit is { } bound && Leading(sorted, ProfilePurpose.LocalGeneration, null, at, relativeStart)?.Caps is { } more
            && (more with { Phases = Math.Min(more.Phases, bound.Phases) }).Resolve(volts) is { } made)
        {
            limit = bound.Plus(made, volts);
        }

        return new CompositePeriod(at, limit, reason, Discharge(layers, transaction), layers.Select(layer => layer.Setpoint).Aggregate((decimal?)null, Caps.Min), transaction?.Mode);
    }

    /// <summary>What bounds the EVSE (or the station) itself.</summary>
    private static List<LimitLayer> Layers(EvseStack sorted, LimitLayer? transaction, DateTimeOffset at, DateTimeOffset relativeStart)
    {
        var layers = new List<LimitLayer>(5);
        if (transaction is not null) layers.Add(transaction);
        AddCaps(layers, sorted, sorted.EvseId, at, relativeStart);
        return layers;
    }

    private static void AddCaps(List<LimitLayer> layers, EvseStack sorted, int evseId, DateTimeOffset at, DateTimeOffset relativeStart)
    {
        if (Leading(sorted, ProfilePurpose.ChargingStationMaxProfile, evseId, at, relativeStart) is { } most) layers.Add(most);
        if (Leading(sorted, ProfilePurpose.ChargingStationExternalConstraints, evseId, at, relativeStart) is { } external) layers.Add(external);
    }

    /// <summary>What limits the transaction itself.</summary>
    private static LimitLayer? Transaction(EvseStack sorted, DateTimeOffset at, DateTimeOffset relativeStart)
    {
        if (sorted.IsPriority && Leading(sorted, ProfilePurpose.PriorityCharging, null, at, relativeStart) is { } priority) return priority;
        if (Leading(sorted, ProfilePurpose.TxProfile, sorted.EvseId, at, relativeStart) is { } own) return own;
        return sorted.OwnDefaultLeads
            ? Leading(sorted, ProfilePurpose.TxDefaultProfile, sorted.EvseId, at, relativeStart) ?? Leading(sorted, ProfilePurpose.TxDefaultProfile, 0, at, relativeStart)
            : Leading(sorted, ProfilePurpose.TxDefaultProfile, null, at, relativeStart);
    }

    /// <summary>The leading profile of a purpose; null: none has a period at the instant.</summary>
    /// <param name="sorted">Profiles in the order in which they lead.</param>
    /// <param name="purpose">Which purpose.</param>
    /// <param name="evseId">Only those installed there; null: there or on the station.</param>
    /// <param name="at">The instant.</param>
    /// <param name="relativeStart">What relative schedules count from.</param>
    private static LimitLayer? Leading(EvseStack sorted, ProfilePurpose purpose, int? evseId, DateTimeOffset at, DateTimeOffset relativeStart)
    {
        foreach (var each in sorted.Profiles)
        {
            if (each.Profile.Purpose == purpose && (evseId is null || each.EvseId == evseId) && ProfileTimes.PeriodAt(each, at, sorted, relativeStart) is { } period)
            {
                return LimitLayer.Of(each, period, sorted);
            }
        }

        return null;
    }

    /// <summary>All that the EVSEs of a station may draw together by what bounds each, W; null where one of them may draw whatever it can.</summary>
    private static (decimal Watts, LimitReason? Reason)? OfEvses(EvseStack sorted, DateTimeOffset at, DateTimeOffset relativeStart)
    {
        if (sorted.Evses.IsEmpty) return null;
        var (sum, reason) = (0m, (LimitReason?)null);
        foreach (var evse in sorted.Evses)
        {
            var start = evse.TransactionStart ?? relativeStart;
            var layers = Layers(evse, Transaction(evse, at, start), at, start);
            var caps = layers.Aggregate(Caps.None(evse.Electrics.Phases), static (all, layer) => all.And(layer.Caps));
            if (caps.Resolve(evse.Electrics.VoltageV) is not { } limit) return null;
            sum += limit.Watts;
            reason ??= Deciding(layers, caps.Phases, evse.Electrics.VoltageV);
        }

        return (sum, reason);
    }

    private static LimitReason? Deciding(List<LimitLayer> layers, int phases, decimal volts)
    {
        var (lowest, reason) = (decimal.MaxValue, (LimitReason?)null);
        foreach (var layer in layers)
        {
            if ((layer.Caps with { Phases = phases }).Resolve(volts) is { } limit && limit.Watts < lowest) (lowest, reason) = (limit.Watts, layer.Reason);
        }

        return reason;
    }

    /// <summary>Discharging is allowed by the transaction's profile alone; the others can only bound it.</summary>
    private static decimal? Discharge(List<LimitLayer> layers, LimitLayer? transaction)
    {
        if (transaction is null || transaction.Discharge == 0) return 0;
        var most = transaction.Discharge;
        foreach (var layer in layers)
        {
            // A cap of the station that says nothing of operation modes is none of discharging.
            if (!ReferenceEquals(layer, transaction) && layer.Mode is not null && layer.Discharge is { } bound) most = most is { } known ? Math.Max(known, bound) : bound;
        }

        return most;
    }

    /// <summary>The same stack with its profiles in the order in which they lead: one order, whatever the order they came in.</summary>
    private static EvseStack Sorted(EvseStack stack) => stack with
    {
        Profiles =
        [
            .. stack.Profiles
                .Where(each => (each.EvseId == 0 || each.EvseId == stack.EvseId) && Counts(each.Profile, stack))
                .OrderByDescending(each => each.Profile.StackLevel)
                .ThenBy(each => each.EvseId == 0)
                .ThenByDescending(each => each.At)
                .ThenByDescending(each => each.Profile.Id),
        ],
        Evses = [.. stack.Evses.Select(Sorted)],
    };

    private static bool Counts(ChargingProfile profile, EvseStack stack) =>
        profile.Purpose != ProfilePurpose.TxProfile || (stack.TransactionId is { } running && (profile.TransactionId is null || profile.TransactionId == running));

    private static DateTimeOffset RelativeStart(EvseStack stack, DateTimeOffset from) => stack.TransactionStart ?? from;
}
