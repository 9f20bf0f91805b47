using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What becomes of limits of others, and of what cars ask for. Pure: values in, values out.</summary>
internal static class EvseSteps
{
    private const int MostLimits = 32;

    /// <summary>Somebody else limits the station; the newest word of each counts.</summary>
    public static StationCharging Limited(StationCharging state, ChargingLimitReported told, DateTimeOffset at)
    {
        var limit = new ExternalLimit { EvseId = told.EvseId, Source = told.Source, IsGridCritical = told.IsGridCritical, IsLocalGeneration = told.IsLocalGeneration, Schedules = told.Schedules, At = at };
        var others = state.Limits.RemoveAll(each => each.EvseId == told.EvseId && Same(each.Source, told.Source) && each.IsLocalGeneration == told.IsLocalGeneration);
        return state with { Limits = (others.Length >= MostLimits ? others.RemoveAt(0) : others).Add(limit) };
    }

    /// <summary>Somebody else limits the station no more.</summary>
    public static StationCharging Cleared(StationCharging state, ChargingLimitCleared told) => state with
    {
        Limits = state.Limits.RemoveAll(each => Same(each.Source, told.Source) && (told.EvseId is null || told.EvseId == each.EvseId)),
        Profiles = state.Profiles.RemoveAll(each =>
            each.Profile.Purpose == ProfilePurpose.ChargingStationExternalConstraints && Same(each.Source, told.Source) && (told.EvseId is null || told.EvseId == each.EvseId)),
    };

    /// <summary>A car asks for energy; what it asked for before counts no more.</summary>
    public static StationCharging Asked(StationCharging state, ChargingNeedsReported told, string? transactionId, DateTimeOffset at) => state.With(told.EvseId, evse => evse with
    {
        TransactionId = transactionId ?? evse.TransactionId,
        Needs = told.Needs,
        NeedsAt = at,
        Verdict = null,
        VerdictReason = null,
        Plan = new NeedsPlan { At = at, ProfileId = evse.Plan?.ProfileId, Renewals = evse.Plan?.Renewals ?? 0 },
        Intended = null,
        IntendedAt = null,
        IntendsTooMuch = false,
    });

    /// <summary>What the car was answered. No profile follows where none was promised.</summary>
    public static StationCharging Judged(StationCharging state, int evseId, ChargingNeedsAnswer answer) => state.With(evseId, evse => evse with
    {
        Verdict = answer.Verdict,
        VerdictReason = answer.Reason,
        Plan = answer.Verdict is NeedsVerdict.Accepted or NeedsVerdict.Processing ? evse.Plan : null,
    });

    /// <summary>A car says what it intends.</summary>
    public static StationCharging Intends(StationCharging state, EvScheduleReported told, string? transactionId, DateTimeOffset at)
    {
        state = state.With(told.EvseId, evse => evse with
        {
            TransactionId = transactionId ?? evse.TransactionId,
            Intended = told.Schedule with { Start = told.TimeBase },
            IntendedAt = at,
        });
        return told.SelectedId is { } chosen ? ProfileSteps.Chosen(state, told.EvseId, chosen) : state;
    }

    /// <summary>Priority charging is on or off.</summary>
    public static StationCharging Priority(StationCharging state, int evseId, string transactionId, bool isOn, bool byDriver, DateTimeOffset at) => state.With(evseId, evse => evse with
    {
        TransactionId = transactionId,
        IsPriority = isOn,
        PrioritySince = isOn ? at : null,
        PriorityByDriver = isOn && byDriver,
    });

    /// <summary>A transaction has begun; a car may have asked before.</summary>
    public static StationCharging Started(StationCharging state, int evseId, string transactionId) =>
        state.Evse(evseId) is { } evse && evse.TransactionId != transactionId
            ? state.With(evseId, before => before.TransactionId is null ? before with { TransactionId = transactionId } : new EvseEnergy { EvseId = evseId, TransactionId = transactionId })
            : state;

    /// <summary>The transaction has ended, or the car is gone before one began.</summary>
    public static StationCharging Gone(StationCharging state, int evseId, string? transactionId) =>
        state.Evse(evseId) is { } evse && evse.TransactionId == transactionId ? state with { Evses = state.Evses.Remove(evse) } : state;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
