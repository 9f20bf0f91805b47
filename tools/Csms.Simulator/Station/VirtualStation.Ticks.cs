using Csms.Simulator.Charging;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Station;

/// <summary>The passing of time: energy, samples, statuses, heartbeats, expiries.</summary>
public sealed partial class VirtualStation
{
    private static readonly TimeSpan _energyStep = TimeSpan.FromSeconds(5);
    private DateTimeOffset? _nextClockSampleAt;
    private DateTimeOffset _nextHeartbeatAt = DateTimeOffset.MaxValue;
    private ITimer? _timer;

    /// <summary>Powers the station without connecting it.</summary>
    private void PowerUp()
    {
        var period = Options.Tick ?? TimeSpan.FromSeconds(Math.Max(1, Options.Speed * 0.02));
        _timer ??= Clock.CreateTimer(static state => ((VirtualStation)state!).OnTimer(), this, period, period);
    }

    private void OnTimer()
    {
        try
        {
            lock (Gate) Tick(Now);
            NotifyChanged();
        }
        catch (Exception e)
        {
            Report(e);
        }
    }

    private void Tick(DateTimeOffset now)
    {
        foreach (var evse in _evses) Step(evse, now);
        ExpireReservations(now);
        Rack?.Advance(now);
        if (IsConnected)
        {
            if (_bootRetryAt <= now) EnqueueBoot();
            if (Registration == RegistrationState.Accepted && now >= _nextHeartbeatAt)
            {
                Enqueue(Protocol.Dialect.Heartbeat());
                _nextHeartbeatAt = now.AddSeconds(Settings.HeartbeatSeconds);
            }
            foreach (var quirk in Quirks) quirk.Tick(this, now);
            if (Registration == RegistrationState.Accepted)
            {
                PullDynamicValues(now);
                Dialect.Tick(now);
            }
            _delivery.LookAgain(); // A retry may have come due.
        }
        TakeClockSamples(now);
    }

    private void Step(Evse evse, DateTimeOffset now)
    {
        while (evse is { Transaction: { IsPowerPathClosed: true } transaction, NextSampleAt: { } due } && due <= now)
        {
            Advance(evse, due);
            var sample = Sample(evse, "Sample.Periodic", due);
            Dialect.TransactionUpdated(evse, transaction, "MeterValuePeriodic", sample);
            evse.NextSampleAt = Settings.MeterSeconds > 0 ? due.AddSeconds(Settings.MeterSeconds) : null;
        }
        Advance(evse, now);
        if (!EndAtLimit(evse, now) && evse.Transaction is { IsPowerPathClosed: true } running) SetChargingState(evse, running, StateOf(evse, now));
        if (evse is { Vehicle: null, Authorization: { } waiting } && now - waiting.At > TimeSpan.FromSeconds(Settings.ConnectionTimeoutSeconds))
        {
            evse.Authorization = null;
            if (evse.Transaction is not null) EndTransaction(evse, "Timeout", "EVConnectTimeout");
            RefreshStatus(evse);
        }
    }

    internal void Advance(Evse evse, DateTimeOffset to)
    {
        while (evse.AdvancedTo < to)
        {
            var next = evse.AdvancedTo + _energyStep;
            if (next > to) next = to;
            if (evse is { Vehicle: { } vehicle, Transaction.IsPowerPathClosed: true })
            {
                evse.Offer = OfferOf(evse, evse.AdvancedTo);
                evse.Draw = vehicle.Draw(evse.Offer);
                var energyWh = evse.Draw.PowerW * (next - evse.AdvancedTo).TotalHours;
                evse.RegisterWh += energyWh;
                vehicle.Take(energyWh, evse.Options.IsDc);
                evse.AdvancedTo = next;
            }
            else
            {
                evse.AdvancedTo = to; // Nothing flows: no need to walk.
            }
        }
    }

    private PowerOffer OfferOf(Evse evse, DateTimeOffset at)
    {
        var transaction = evse.Transaction;
        if (transaction is { IsDeauthorized: true }) return new PowerOffer(evse.Options.IsDc, 0, 0, evse.Options.Phases);
        var limit = Profiles.LimitOf(evse.Id, at, transaction?.StartedAt ?? at, WireId(transaction), evse.Options.Phases);
        var cap = Profiles.StationCap(at, evse.Options.Phases, transaction?.StartedAt ?? at);
        // The cap of the station is shared evenly by the EVSEs that charge.
        var sharers = Math.Max(1, _evses.Count(e => e.Transaction is { IsPowerPathClosed: true } && e.Vehicle is { IsFull: false, IsPaused: false }));
        limit = ChargeLimit.Min(limit, cap.Shared(sharers)).Plus(Profiles.Generation(evse.Id, at, evse.Options.Phases, transaction?.StartedAt ?? at));
        evse.Limit = limit;
        return new PowerOffer(evse.Options.IsDc, Math.Max(0, Math.Min(evse.Options.MaxW, limit.Watts)), Math.Max(0, Math.Min(evse.Options.MaxA, limit.AmpsPerPhase)), Math.Min(evse.Options.Phases, limit.Phases));
    }

    private string? WireId(Transaction? transaction) =>
        Options.Version == OcppVersion.V16 ? transaction?.CsmsId?.ToString(System.Globalization.CultureInfo.InvariantCulture) : transaction?.Id;

    private string StateOf(Evse evse, DateTimeOffset now)
    {
        if (evse.Vehicle is not { } vehicle) return "Idle";
        evse.Offer = OfferOf(evse, now);
        evse.Draw = vehicle.Draw(evse.Offer);
        if (evse.Offer.IsNothing) return "SuspendedEVSE";
        return evse.Draw.PowerW > 0 ? "Charging" : "SuspendedEV";
    }

    private void SetChargingState(Evse evse, Transaction transaction, string state)
    {
        if (transaction.ChargingState == state) return;
        transaction.ChargingState = state;
        Dialect.TransactionUpdated(evse, transaction, "ChargingStateChanged", null);
        RefreshStatus(evse);
    }

    /// <summary>Reads the sensors.</summary>
    internal MeterSample Sample(Evse evse, string context, DateTimeOffset at) => new()
    {
        At = at,
        Context = context,
        EnergyWh = evse.ReadingWh,
        PowerW = Math.Round(evse.Draw.PowerW, 1),
        OfferedW = Math.Round(evse.Transaction is null ? 0 : evse.Offer.IsDc ? evse.Offer.MaxW : Math.Min(evse.Offer.MaxW, evse.Offer.MaxA * evse.Offer.Phases * VirtualVehicle.GridVoltageV), 1),
        CurrentA = Math.Round(evse.Draw.CurrentA, 2),
        VoltageV = Math.Round(evse.Draw.VoltageV > 0 ? evse.Draw.VoltageV + (evse.Options.IsDc ? 0 : Random.NextDouble() * 4 - 2) : VirtualVehicle.GridVoltageV, 1),
        Phases = evse.Options.IsDc ? 0 : evse.Draw.Phases > 0 ? evse.Draw.Phases : evse.Options.Phases,
        Soc = evse.Options.IsDc && evse.Vehicle is { } vehicle ? Math.Round(vehicle.Soc, 1) : null,
        Celsius = Math.Round(24 + evse.Draw.PowerW / Math.Max(1, evse.Options.MaxW) * 22, 1),
    };

    /// <summary>A sample of one EVSE now, in or outside a transaction.</summary>
    internal void SendSample(Evse evse, string context, string trigger, bool isEarly = false)
    {
        Advance(evse, Now);
        var sample = Sample(evse, context, Now);
        if (evse.Transaction is { } transaction && !isEarly) Dialect.TransactionUpdated(evse, transaction, trigger, sample);
        else Dialect.Sample(evse, sample, isEarly);
    }

    private void TakeClockSamples(DateTimeOffset now)
    {
        if (Settings.ClockAlignedSeconds <= 0)
        {
            _nextClockSampleAt = null;
            return;
        }
        _nextClockSampleAt ??= NextAligned(now);
        if (now < _nextClockSampleAt) return;
        var at = _nextClockSampleAt.Value;
        _nextClockSampleAt = NextAligned(now);
        foreach (var evse in _evses)
        {
            var sample = Sample(evse, "Sample.Clock", at);
            if (evse.Transaction is { } transaction) Dialect.TransactionUpdated(evse, transaction, "MeterValueClock", sample);
            else if (!IsOffline) Dialect.Sample(evse, sample);
        }
    }

    /// <summary>Aligned points count from midnight UTC (MESSAGES §6.3).</summary>
    private DateTimeOffset NextAligned(DateTimeOffset now)
    {
        var interval = TimeSpan.FromSeconds(Settings.ClockAlignedSeconds);
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return midnight + (Math.Floor((now - midnight) / interval) + 1) * interval;
    }

    internal void RefreshStatus(Evse evse)
    {
        var status = Quirks.Aggregate(evse.StatusNow(IsStationOperative), (s, quirk) => quirk.Status(s));
        // In 2.x an accepted token alone does not occupy a connector.
        if (Options.Version != OcppVersion.V16 && status == ConnectorStatus.Preparing && evse.Vehicle is null) status = evse.Reservation is null ? ConnectorStatus.Available : ConnectorStatus.Reserved;
        evse.Status = status;
        for (var connector = 1; connector <= evse.LastWords.Length; connector++)
        {
            var own = OfConnector(evse, connector, status);
            if (evse.LastWords[connector - 1] == Dialect.Word(own)) continue;
            if (IsOffline || Registration != RegistrationState.Accepted) continue; // Reported when the link is back.
            evse.LastWords[connector - 1] = Dialect.Word(own);
            Dialect.Status(evse, connector, own);
        }
    }

    /// <summary>A failed report is made again at the next connection.</summary>
    internal static void ForgetReported(Evse evse, int connectorId) => evse.LastWords[connectorId - 1] = null;

    internal static ConnectorStatus OfConnector(Evse evse, int connector, ConnectorStatus status)
    {
        if (status is ConnectorStatus.Faulted or ConnectorStatus.Unavailable) return status;
        if (!evse.ConnectorOperative[connector - 1]) return ConnectorStatus.Unavailable;
        // Only one connector of an EVSE can be in use; the others are then not available.
        return connector == evse.ConnectorId || status is ConnectorStatus.Available or ConnectorStatus.Reserved ? status : ConnectorStatus.Unavailable;
    }

    private void RefreshAllStatuses()
    {
        foreach (var evse in _evses) RefreshStatus(evse);
    }

    private void ReportAllStatuses()
    {
        Dialect.StationStatus();
        foreach (var evse in _evses)
        {
            Array.Clear(evse.LastWords);
            RefreshStatus(evse);
        }
    }
}
