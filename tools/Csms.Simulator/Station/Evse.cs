using Csms.Simulator.Charging;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Station;

/// <summary>An EVSE: outlet, meter and what happens on it. Read it under the station's gate or as a glance.</summary>
public sealed class Evse
{
    internal Evse(int id, EvseOptions options)
    {
        Id = id;
        Options = options;
        RegisterWh = options.RegisterWh;
        LastWords = new string?[options.Connectors.Count];
        ConnectorOperative = [.. Enumerable.Repeat(true, options.Connectors.Count)];
    }

    /// <summary>Number from 1.</summary>
    public int Id { get; }

    /// <summary>What it is built from.</summary>
    public EvseOptions Options { get; }

    /// <summary>The connected vehicle.</summary>
    public VirtualVehicle? Vehicle { get; internal set; }

    /// <summary>The connector in use.</summary>
    public int ConnectorId { get; internal set; } = 1;

    /// <summary>The running transaction.</summary>
    public Transaction? Transaction { get; internal set; }

    /// <summary>Admitted token.</summary>
    public Authorization? Authorization { get; internal set; }

    /// <summary>Error code in 1.6 words while faulted.</summary>
    public string? Fault { get; internal set; }

    /// <summary>False when ordered out of service.</summary>
    public bool IsOperative { get; internal set; } = true;

    /// <summary>Reservation that blocks this EVSE.</summary>
    public Reservation? Reservation { get; internal set; }

    /// <summary>True meter register in Wh, kept over sessions.</summary>
    public double RegisterWh { get; internal set; }

    /// <summary>What the vehicle draws now.</summary>
    public PowerDraw Draw { get; internal set; }

    /// <summary>What the EVSE offers now.</summary>
    public PowerOffer Offer { get; internal set; }

    /// <summary>Limit of the charging profiles now.</summary>
    public ChargeLimit Limit { get; internal set; } = ChargeLimit.None;

    /// <summary>What the vehicle asked for; null: it did not.</summary>
    public EvNeeds? Needs { get; internal set; }

    /// <summary>Until when somebody pays for it on the web (2.1 C25); null: nobody does, or a transaction began.</summary>
    public DateTimeOffset? WebPaymentUntil { get; internal set; }

    /// <summary>Status of the connector in use.</summary>
    public ConnectorStatus Status { get; internal set; }

    internal string?[] LastWords { get; }

    internal bool[] ConnectorOperative { get; }

    internal bool? ScheduledOperative { get; set; }

    internal bool HasFinished { get; set; }

    internal long LastMeterStartWh { get; set; }

    internal DateTimeOffset AdvancedTo { get; set; }

    internal DateTimeOffset? NextSampleAt { get; set; }

    internal bool IsBusy => Transaction is not null;

    internal long ReadingWh => (long)Math.Floor(RegisterWh + 1e-6);

    /// <summary>Status that follows from the facts above.</summary>
    internal ConnectorStatus StatusNow(bool stationOperative)
    {
        if (Fault is not null) return ConnectorStatus.Faulted;
        if (Transaction is { } transaction)
        {
            if (!transaction.IsPowerPathClosed) return HasFinished ? ConnectorStatus.Finishing : ConnectorStatus.Preparing;
            return transaction.ChargingState switch
            {
                "SuspendedEV" => ConnectorStatus.SuspendedEV,
                "SuspendedEVSE" => ConnectorStatus.SuspendedEVSE,
                _ => ConnectorStatus.Charging,
            };
        }
        if (!IsOperative || !stationOperative || ConnectorOperative.All(o => !o)) return ConnectorStatus.Unavailable;
        if (Vehicle is not null) return HasFinished ? ConnectorStatus.Finishing : ConnectorStatus.Preparing;
        if (Authorization is not null) return ConnectorStatus.Preparing;
        return Reservation is not null ? ConnectorStatus.Reserved : ConnectorStatus.Available;
    }
}
