using Csms.Simulator.Protocol;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Station;

/// <summary>What drivers do, and the transactions that follow.</summary>
public sealed partial class VirtualStation
{
    /// <summary>Plugs a vehicle in. Messages are queued in order; the call does not wait for answers.</summary>
    /// <exception cref="InvalidOperationException">The EVSE is taken.</exception>
    public Task PlugInAsync(int evseId, VirtualVehicle vehicle, int connectorId = 1)
    {
        lock (Gate)
        {
            PowerUp();
            var evse = Require(evseId);
            if (evse.Vehicle is not null) throw new InvalidOperationException($"{Id} EVSE {evseId} has a vehicle already.");
            Advance(evse, Now);
            evse.Vehicle = vehicle;
            evse.ConnectorId = connectorId;
            evse.HasFinished = false;
            RefreshStatus(evse);
            if (evse.Fault is null && IsInService(evse))
            {
                if (evse.Transaction is { } early) Dialect.TransactionUpdated(evse, early, "CablePluggedIn", null);
                else if (Settings.StartsAt("EVConnected")) OpenTransaction(evse, "CablePluggedIn");
                if (evse.Authorization is not null) ClosePowerPath(evse, "CablePluggedIn");
            }
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>Pulls the cable; a running transaction ends with EVDisconnected.</summary>
    public Task UnplugAsync(int evseId)
    {
        lock (Gate)
        {
            var evse = Require(evseId);
            Advance(evse, Now);
            if (evse.Transaction is { } transaction)
            {
                EndTransaction(evse, transaction.StopReason ?? "EVDisconnected", transaction.StopReason is null ? "EVCommunicationLost" : "EVDeparted", finishing: false);
            }
            evse.Vehicle = null;
            evse.Needs = null;
            evse.HasFinished = false;
            evse.Draw = default;
            RefreshStatus(evse);
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>Presents a token: starts, or stops what runs with the same token or group.</summary>
    public async Task<TapOutcome> TapAsync(int evseId, IdToken token, CancellationToken cancel = default)
    {
        Evse evse;
        lock (Gate)
        {
            PowerUp();
            evse = Require(evseId);
            if (evse.Fault is not null || (!IsInService(evse) && evse.Transaction is null)) return TapOutcome.Refused;
            if (IsStoppable(evse) && token.Is(evse.Transaction?.Token)) return StopByToken(evse, token);
        }
        var verdict = await JudgeAsync(token, cancel);
        try
        {
            lock (Gate)
            {
                if (IsStoppable(evse))
                {
                    var isMaster = verdict.Group is { Length: > 0 } && string.Equals(verdict.Group, Settings.MasterPassGroup, StringComparison.OrdinalIgnoreCase);
                    var isGroup = verdict.Group is not null && string.Equals(verdict.Group, evse.Transaction?.Group, StringComparison.OrdinalIgnoreCase);
                    return isMaster || isGroup ? StopByToken(evse, token, isMaster ? "MasterPass" : "Local") : TapOutcome.Refused;
                }
                if (!verdict.Allows(evse.Id)) return TapOutcome.Refused;
                if (evse.Reservation is { } reservation && !reservation.Admits(token, verdict.Group)) return TapOutcome.Refused;
                return Admit(evse, new Authorization(token, verdict.Group, Now), "Authorized");
            }
        }
        finally
        {
            NotifyChanged();
        }
    }

    /// <summary>Breaks an EVSE.</summary>
    /// <param name="evseId">The EVSE.</param>
    /// <param name="errorCode">Error code in 1.6 words.</param>
    public Task FaultAsync(int evseId, string errorCode = "GroundFailure")
    {
        lock (Gate)
        {
            var evse = Require(evseId);
            Advance(evse, Now);
            evse.Fault = errorCode;
            if (evse.Transaction is not null) EndTransaction(evse, errorCode == "GroundFailure" ? "GroundFault" : errorCode == "OverCurrentFailure" ? "OvercurrentFault" : "Other", "AbnormalCondition");
            if (evse.Reservation is { } reservation) RemoveReservation(reservation, "Removed");
            if (errorCode == "ConnectorLockFailure") Dialect.LockProblem(evse, isProblem: true);
            RefreshStatus(evse);
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>Repairs an EVSE.</summary>
    public Task MendAsync(int evseId)
    {
        lock (Gate)
        {
            var evse = Require(evseId);
            if (evse.Fault == "ConnectorLockFailure") Dialect.LockProblem(evse, isProblem: false);
            evse.Fault = null;
            RefreshStatus(evse);
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>Stops a transaction at the station, without a token (button, emergency stop).</summary>
    /// <param name="evseId">The EVSE.</param>
    /// <param name="reason">Stop reason in 2.x words.</param>
    public Task StopAsync(int evseId, string reason = "Local")
    {
        lock (Gate)
        {
            var evse = Require(evseId);
            if (evse.Transaction is not null) EndTransaction(evse, reason, reason == "EmergencyStop" ? "AbnormalCondition" : "StopAuthorized");
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    internal TapOutcome Admit(Evse evse, Authorization authorization, string trigger)
    {
        evse.Authorization = authorization;
        if (evse.Transaction is { } early)
        {
            Take(early, authorization);
            Dialect.TransactionUpdated(evse, early, trigger, null);
        }
        else if (Settings.StartsAt("Authorized"))
        {
            OpenTransaction(evse, trigger);
        }
        if (evse.Vehicle is null)
        {
            RefreshStatus(evse);
            return TapOutcome.WaitingForCable;
        }
        ClosePowerPath(evse, trigger);
        return TapOutcome.Started;
    }

    /// <summary>Decides on a token: local list, cache, or the CSMS; offline by the rules for that.</summary>
    internal async Task<TokenVerdict> JudgeAsync(IdToken token, CancellationToken cancel)
    {
        OutgoingCall call;
        lock (Gate)
        {
            if (Settings.LocalPreAuthorize && KnownLocally(token) is { IsAccepted: true } known) return known;
            if (Settings.NeverAsks) return KnownLocally(token) ?? new TokenVerdict("Invalid");
            if (IsOffline || Registration != RegistrationState.Accepted) return JudgeOffline(token);
            call = Dialect.Authorize(token);
            Enqueue(call);
        }
        var outcome = await call.Completion.Task.WaitAsync(cancel);
        lock (Gate)
        {
            if (outcome.Payload is not { } answer) return JudgeOffline(token);
            var verdict = Dialect.ReadVerdict(answer);
            Learn(token, verdict);
            Dialect.Priced(token, answer);
            return verdict;
        }
    }

    internal void Learn(IdToken token, TokenVerdict verdict)
    {
        // The list has priority; its tokens are not cached (MESSAGES §9).
        if (Settings.CacheEnabled && !Tokens.List.ContainsKey(token.Value)) Tokens.Remember(token, verdict);
    }

    /// <summary>The CSMS judged the token of a running transaction.</summary>
    internal void Judged(Evse evse, Transaction transaction, TokenVerdict verdict)
    {
        if (transaction.Token is { } token) Learn(token, verdict);
        transaction.Group ??= verdict.Group;
        if (verdict.IsAccepted || evse.Transaction != transaction) return;
        if (Settings.StopOnInvalid)
        {
            EndTransaction(evse, "DeAuthorized", "Deauthorized");
            return;
        }
        transaction.IsDeauthorized = true;
        Step(evse, Now);
    }

    internal void EndTransaction(Evse evse, string reason, string trigger, bool finishing = true, IdToken? stopToken = null)
    {
        if (evse.Transaction is not { } transaction) return;
        Advance(evse, Now);
        transaction.StopReason = reason;
        transaction.StopToken = stopToken;
        transaction.IsPowerPathClosed = false;
        transaction.ChargingState = evse.Vehicle is null ? "Idle" : "EVConnected";
        transaction.EndedAt = Now;
        transaction.MeterStopWh = evse.ReadingWh;
        transaction.Bill.Add(Sample(evse, "Transaction.End", Now));
        evse.Draw = default;
        evse.Transaction = null;
        evse.Authorization = null;
        evse.NextSampleAt = null;
        evse.HasFinished = finishing && evse.Vehicle is not null;
        Profiles.EndTransaction(evse.Id, transaction.CsmsId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? transaction.Id);
        Dialect.TransactionEnded(evse, transaction, trigger);
        Settle(transaction);
        if (evse.ScheduledOperative is { } operative)
        {
            evse.IsOperative = operative;
            evse.ScheduledOperative = null;
        }
        RefreshStatus(evse);
    }

    /// <summary>Opens the power path but leaves the transaction to the cable, when TxStopPoint says so.</summary>
    internal void StopCharging(Evse evse, string reason, string trigger, IdToken? stopToken = null)
    {
        if (evse.Transaction is not { } transaction) return;
        if (Options.Version == OcppVersion.V16 || Settings.StopsAt("Authorized") || Settings.StopsAt("PowerPathClosed") || evse.Vehicle is null)
        {
            EndTransaction(evse, reason, trigger, stopToken: stopToken);
            return;
        }
        Advance(evse, Now);
        transaction.StopReason = reason;
        transaction.StopToken = stopToken;
        transaction.IsPowerPathClosed = false;
        transaction.ChargingState = "EVConnected";
        evse.Draw = default;
        evse.HasFinished = true;
        evse.Authorization = null;
        Dialect.TransactionUpdated(evse, transaction, trigger, null);
        RefreshStatus(evse);
    }

    private TokenVerdict JudgeOffline(IdToken token)
    {
        if (Settings.LocalAuthorizeOffline && KnownLocally(token) is { } known) return known;
        return new TokenVerdict(Settings.AllowOfflineUnknown ? "Accepted" : "Invalid");
    }

    private TokenVerdict? KnownLocally(IdToken token) =>
        (Settings.LocalListEnabled ? Tokens.FromList(token, Now) : null) ?? (Settings.CacheEnabled ? Tokens.FromCache(token, Now) : null);

    private bool IsInService(Evse evse) => evse.IsOperative && IsStationOperative;

    private static bool IsStoppable(Evse evse) => evse.Transaction is { Token: not null, StopReason: null };

    private TapOutcome StopByToken(Evse evse, IdToken token, string reason = "Local")
    {
        StopCharging(evse, reason, "StopAuthorized", token);
        NotifyChanged();
        return TapOutcome.Stopped;
    }

    private Transaction OpenTransaction(Evse evse, string trigger)
    {
        Advance(evse, Now);
        var transaction = new Transaction(Guid.NewGuid().ToString("N"), evse.Id, evse.ConnectorId, Now, evse.ReadingWh)
        {
            StartedOffline = IsOffline,
            ChargingState = evse.Vehicle is null ? "Idle" : "EVConnected",
        };
        if (evse.Authorization is { } authorization) Take(transaction, authorization);
        transaction.Bill.Add(Sample(evse, "Transaction.Begin", Now));
        evse.Transaction = transaction;
        evse.WebPaymentUntil = null;
        evse.LastMeterStartWh = transaction.MeterStartWh;
        Record.Add(transaction);
        Dialect.TransactionStarted(evse, transaction, trigger);
        return transaction;
    }

    private void Take(Transaction transaction, Authorization authorization)
    {
        transaction.Token = authorization.Token;
        transaction.Group = authorization.Group;
        transaction.RemoteStartId = authorization.RemoteStartId;
        if (FindReservation(transaction.EvseId, authorization) is not { } reservation) return;
        transaction.ReservationId = reservation.Id;
        ForgetReservation(reservation);
    }

    private void ClosePowerPath(Evse evse, string trigger)
    {
        if (evse.Transaction is { IsPowerPathClosed: true }) return;
        var transaction = evse.Transaction ?? OpenTransaction(evse, trigger);
        transaction.IsPowerPathClosed = true;
        evse.HasFinished = false;
        evse.NextSampleAt = Settings.MeterSeconds > 0 ? Now.AddSeconds(Settings.MeterSeconds) : null;
        SetChargingState(evse, transaction, StateOf(evse, Now));
    }
}
