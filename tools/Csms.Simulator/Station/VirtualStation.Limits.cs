namespace Csms.Simulator.Station;

/// <summary>Transactions with limits, and such as outlive a reset (2.1 E16, E17).</summary>
public sealed partial class VirtualStation
{
    /// <summary>The CSMS wants limits: held from now on, and told.</summary>
    internal void Limit(Evse evse, Transaction transaction, TransactionLimit limit)
    {
        if (evse.Transaction != transaction || transaction.Limit == limit) return;
        transaction.Limit = limit;
        Dialect.TransactionUpdated(evse, transaction, "LimitSet", null);
        EndAtLimit(evse, Now);
    }

    /// <summary>Ends the transaction when it has reached a limit; true: it did.</summary>
    private bool EndAtLimit(Evse evse, DateTimeOffset now)
    {
        if (evse.Transaction is not { IsPowerPathClosed: true, Limit: { } limit } transaction) return false;
        var (reason, trigger) =
            evse.ReadingWh - transaction.MeterStartWh >= limit.MaxEnergyWh ? ("EnergyLimitReached", "EnergyLimitReached")
            : (now - transaction.StartedAt).TotalSeconds >= limit.MaxTimeSeconds ? ("TimeLimitReached", "TimeLimitReached")
            : evse is { Options.IsDc: true, Vehicle: { } vehicle } && vehicle.Soc >= limit.MaxSocPercent ? ("SOCLimitReached", "SoCLimitReached")
            : transaction.Cost >= limit.MaxCost ? ("LocalOutOfCredit", "CostLimitReached")
            : ("", "");
        if (reason.Length == 0) return false;
        StopCharging(evse, reason, trigger);
        return true;
    }

    /// <summary>Reset by which transactions are only interrupted.</summary>
    internal string ResetAndResume(int? evseId, out Action? then)
    {
        then = null;
        if (evseId is not null) return Reset(true, false, evseId, out then); // one EVSE alone has nothing to resume
        then = () =>
        {
            foreach (var evse in _evses)
            {
                if (evse.Transaction is not { } transaction) continue;
                Advance(evse, Now);
                (transaction.IsInterrupted, transaction.IsPowerPathClosed, evse.NextSampleAt) = (true, false, null);
            }
            PowerCycle("RemoteReset");
        };
        return "Accepted";
    }

    /// <summary>What a reset has interrupted goes on.</summary>
    private void ResumeTransactions()
    {
        foreach (var evse in _evses)
        {
            if (evse.Transaction is not { IsInterrupted: true } transaction) continue;
            transaction.IsInterrupted = false;
            transaction.IsPowerPathClosed = evse.Vehicle is not null;
            evse.NextSampleAt = Settings.MeterSeconds > 0 ? Now.AddSeconds(Settings.MeterSeconds) : null;
            transaction.ChargingState = StateOf(evse, Now);
            Dialect.TransactionUpdated(evse, transaction, "TxResumed", Sample(evse, "Sample.Periodic", Now));
        }
    }
}
