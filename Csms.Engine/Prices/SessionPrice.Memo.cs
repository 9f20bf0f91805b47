using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>How it is stored and comes back.</summary>
public sealed partial record SessionPrice
{
    /// <summary>To be stored with the session.</summary>
    public SessionPriceMemo ToMemo() => new()
    {
        Legs = [.. Legs.Select(Memo)],
        ToldIn = Told?.Language,
        Told = Told?.Content,
        SettledAt = SettledAt,
        Pending = Pending.IsEmpty ? null : [.. Pending],
        Charging = Charging,
        EndedAt = EndedAt,
        EndWh = EndWh,
        ChargedTicks = ChargedTicks,
        IdleTicks = IdleTicks,
        EnergyWh = EnergyWh,
        BaseWh = BaseWh,
        PowerW = PowerW,
        CurrentA = CurrentA,
    };

    /// <summary>As stored; null when a tariff of it, or its zone, is not known.</summary>
    public static SessionPrice? From(SessionPriceMemo memo, ITariffVersions tariffs)
    {
        ArgumentNullException.ThrowIfNull(memo);
        ArgumentNullException.ThrowIfNull(tariffs);
        var legs = ImmutableArray.CreateBuilder<Reckoning>();
        foreach (var stored in memo.Legs ?? [])
        {
            if (Leg(stored, tariffs) is not { } leg)
            {
                return null;
            }

            legs.Add(leg);
        }

        return legs.Count == 0 ? null : new SessionPrice
        {
            Legs = legs.ToImmutable(),
            Told = memo.Told is { } told ? new(memo.ToldIn, told) : null,
            SettledAt = memo.SettledAt,
            Pending = [.. memo.Pending ?? []],
            Charging = memo.Charging,
            EndedAt = memo.EndedAt,
            EndWh = memo.EndWh,
            ChargedTicks = memo.ChargedTicks,
            IdleTicks = memo.IdleTicks,
            EnergyWh = memo.EnergyWh,
            BaseWh = memo.BaseWh,
            PowerW = memo.PowerW,
            CurrentA = memo.CurrentA,
        };
    }

    private static ReckoningMemo Memo(Reckoning leg) => new()
    {
        TariffId = leg.Terms.Tariff.Id,
        Version = leg.Terms.Tariff.Version,
        Zone = leg.Terms.Zone.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(leg.Terms.Zone.Id, out var iana) ? leg.Terms.Zone.Id : iana,
        Kind = leg.Terms.Kind,
        PaymentBrand = leg.Terms.PaymentBrand,
        PaymentRecognition = leg.Terms.PaymentRecognition,
        ReservedTicks = leg.Terms.Reserved?.Ticks,
        Language = leg.Terms.Language,
        Credit = leg.Terms.Credit,
        EnergyWh = leg.EnergyWh,
        ChargingTicks = leg.ChargingTicks,
        IdleTicks = leg.IdleTicks,
        FixedFee = leg.FixedFee == Reckoning.NoFee ? null : leg.FixedFee,
        ReservationTime = leg.ReservationTime == Reckoning.NoFee ? null : leg.ReservationTime,
        ReservationFixed = leg.ReservationFixed == Reckoning.NoFee ? null : leg.ReservationFixed,
    };

    private static Reckoning? Leg(ReckoningMemo stored, ITariffVersions tariffs)
    {
        if (tariffs.Find(stored.TariffId, stored.Version) is not { } tariff || !TimeZoneInfo.TryFindSystemTimeZoneById(stored.Zone, out var zone))
        {
            return null;
        }

        var empty = Reckoning.Of(new(tariff, zone)
        {
            Kind = stored.Kind,
            PaymentBrand = stored.PaymentBrand,
            PaymentRecognition = stored.PaymentRecognition,
            Reserved = stored.ReservedTicks is { } ticks ? TimeSpan.FromTicks(ticks) : null,
            Language = stored.Language,
            Credit = stored.Credit,
        });
        return empty with
        {
            EnergyWh = Volumes(stored.EnergyWh, empty.EnergyWh),
            ChargingTicks = Volumes(stored.ChargingTicks, empty.ChargingTicks),
            IdleTicks = Volumes(stored.IdleTicks, empty.IdleTicks),
            FixedFee = stored.FixedFee ?? Reckoning.NoFee,
            ReservationTime = stored.ReservationTime ?? Reckoning.NoFee,
            ReservationFixed = stored.ReservationFixed ?? Reckoning.NoFee,
        };
    }

    private static ImmutableArray<decimal> Volumes(IReadOnlyList<decimal>? stored, ImmutableArray<decimal> empty) => stored?.Count == empty.Length ? [.. stored] : empty;
}
