using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>
/// What a driver pays for; a transaction is what a station reports. Immutable: the reconciler makes the next one, readers share it.
/// </summary>
public sealed record Session
{
    /// <summary>Unique over all stations.</summary>
    public required SessionId Id { get; init; }

    /// <summary>Where.</summary>
    public required StationId StationId { get; init; }

    /// <summary>1…; 0 while no message has said which.</summary>
    public int EvseId { get; init; }

    /// <summary>Within the EVSE; 0 while unknown.</summary>
    public int ConnectorId { get; init; }

    /// <summary>As text; in 1.6 the decimal of the integer that we issued.</summary>
    public required string TransactionId { get; init; }

    /// <summary>Who, as presented; null while nobody has.</summary>
    public IdToken? Token { get; init; }

    /// <summary>What the station said beside the token: the number of the car's controller (EVCCID, 2.1 Q01.FR.02), the reference of a payment…</summary>
    public ImmutableArray<TokenInfo> TokenInfo { get; init; } = [];

    /// <summary>Verdict that was answered on the token; null when none was asked.</summary>
    public AuthorizationStatus? Verdict { get; init; }

    /// <summary>The contract certificate with which it was authorised (2.x C07); null: with none that we judged.</summary>
    public ContractUse? Contract { get; init; }

    /// <summary>State.</summary>
    public SessionState State { get; init; }

    /// <summary>When it began; UTC, corrected when the station's clock was wrong.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The start by the station's clock when that was not believed; durations are still right by it.</summary>
    public DateTimeOffset? StationClockStart { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When its first message was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When its latest message was received.</summary>
    public required DateTimeOffset LastHeardAt { get; init; }

    /// <summary>Register at the start, Wh.</summary>
    public long? MeterStartWh { get; init; }

    /// <summary>Register at the end, Wh; null until the end.</summary>
    public long? MeterStopWh { get; init; }

    /// <summary>Running count of the register.</summary>
    public EnergyAccount Account { get; init; }

    /// <summary>What the power samples say of it.</summary>
    public EnergyWitness Witness { get; init; }

    /// <summary>Energy in Wh: so far while it runs, final at the end; null when no register was ever read. A correction counts instead.</summary>
    public long? EnergyWh => EndedAt is null ? Account.TotalWh : Correction?.EnergyWh ?? FinalEnergyWh;

    /// <summary>As measured; set at the end.</summary>
    public long? FinalEnergyWh { get; init; }

    /// <summary>What a person put in its place; null: the measured energy counts.</summary>
    public EnergyCorrection? Correction { get; init; }

    /// <summary>Why it ended, in 2.1's words (1.6's own where 2.1 has none); null until the end.</summary>
    public string? StopReason { get; init; }

    /// <summary>What the transaction is doing.</summary>
    public ChargingState ChargingState { get; init; }

    /// <summary>When energy first flowed.</summary>
    public DateTimeOffset? EnergySince { get; init; }

    /// <summary>Latest meter reading.</summary>
    public LiveReading? Live { get; init; }

    /// <summary>Flags with their evidence, oldest first.</summary>
    public ImmutableArray<SessionFlag> Flags { get; init; } = [];

    /// <summary>From RequestStartTransaction.</summary>
    public int? RemoteStartId { get; init; }

    /// <summary>Reservation it uses.</summary>
    public int? ReservationId { get; init; }

    /// <summary>Limits that the station holds it to, as it last told (2.1 E16); null: it told none.</summary>
    public TransactionLimits? Limits { get; init; }

    /// <summary>Limits that a person or program wants and the station does not show yet; null: none.</summary>
    public TransactionLimits? WantedLimits { get; init; }

    /// <summary>The station was told of <see cref="WantedLimits"/>: what it shows from then on may be its answer. Not stored: after a restart it is told again.</summary>
    internal bool WantedTold { get; init; }

    /// <summary>Tariff by which the station reckons it, as it last told (2.1); null: it told none.</summary>
    public string? StationTariffId { get; init; }

    /// <summary>What it costs by the station's own reckoning, as it last told (2.1 I12); null: it told none. Not our bill.</summary>
    public StationCost? StationCost { get; init; }

    /// <summary>How it is priced; null: it is not.</summary>
    public SessionPrice? Price { get; init; }

    /// <summary>Up to when its stored row has its price: samples alone do not write it.</summary>
    internal DateTimeOffset PriceStoredAt { get; init; }

    /// <summary>What it costs, so far while it runs; null: it is not priced. Of energy that a person has corrected, the correction.</summary>
    public SessionCost? Cost => Price switch
    {
        null => null,
        _ when Verdict is not (null or AuthorizationStatus.Accepted) && EnergyWh is null or 0 => new SessionCost(Price.Tariff.Currency, 0, 0, []), // refused, and nothing was drawn
        _ => Price.CostOf(Correction is { } correction && EndedAt is not null ? correction.EnergyWh : null),
    };

    /// <summary>How it is priced, as stored, where a tariff of it cannot be found now: kept as it is, nothing more is priced.</summary>
    internal SessionPriceMemo? UnreadPrice { get; init; }

    /// <summary>The station's start message is known.</summary>
    public bool StartSeen { get; init; }

    /// <summary>The station's end message is known.</summary>
    public bool EndSeen { get; init; }

    /// <summary>Identity of a 1.6 start: connector, time, token, meter value (unique per station). Null in 2.x.</summary>
    public string? StartKey { get; init; }

    /// <summary>Identity of the end message that counted.</summary>
    public long EndKey { get; init; }

    /// <summary>Sequence numbers seen (2.x).</summary>
    public SequenceTracker Sequence { get; init; } = SequenceTracker.Empty;

    /// <summary>Content keys of the latest messages.</summary>
    public RecentKeys Recent { get; init; } = RecentKeys.Empty;

    /// <summary>Since when the EVSE is seen Available although the session runs; null when it is not.</summary>
    public DateTimeOffset? AvailableSince { get; init; }

    /// <summary>It runs.</summary>
    public bool IsActive => State == SessionState.Active;

    /// <summary>An end of 1.6 that came without a known id, and whose start has not come: StopTransaction names no connector.</summary>
    public bool IsOrphan => this is { StartSeen: false, EndSeen: true, EvseId: 0 };

    /// <summary>Whether a flag of the kind was raised.</summary>
    public bool Has(SessionFlagKind kind)
    {
        foreach (var flag in Flags)
        {
            if (flag.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>With a flag; a kind is raised once, the first evidence stays.</summary>
    public Session Flagged(SessionFlagKind kind, Statement<FlagEvidence> evidence, DateTimeOffset at) =>
        Has(kind) ? this : this with { Flags = Flags.Add(new SessionFlag(kind, evidence, at)) };

    /// <summary>With the open flag of a kind settled; nothing changes when there is none.</summary>
    public Session Resolved(SessionFlagKind kind, DateTimeOffset at)
    {
        for (var index = 0; index < Flags.Length; index++)
        {
            if (Flags[index].Kind == kind && Flags[index].ResolvedAt is null)
            {
                return this with { Flags = Flags.SetItem(index, Flags[index] with { ResolvedAt = at }) };
            }
        }

        return this;
    }

    /// <summary>The state that follows from the end and the open doubts.</summary>
    public Session Settled() => EndedAt is null
        ? this with { State = SessionState.Active }
        : this with { State = HasOpenDoubt() ? SessionState.Review : SessionState.Completed };

    private bool HasOpenDoubt()
    {
        foreach (var flag in Flags)
        {
            if (flag.IsOpenDoubt)
            {
                return true;
            }
        }

        return false;
    }
}
