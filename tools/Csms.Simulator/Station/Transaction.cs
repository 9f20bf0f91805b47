namespace Csms.Simulator.Station;

/// <summary>A transaction as the station itself knows it to be.</summary>
public sealed class Transaction
{
    internal Transaction(string id, int evseId, int connectorId, DateTimeOffset startedAt, long meterStartWh)
    {
        Id = id;
        EvseId = evseId;
        ConnectorId = connectorId;
        StartedAt = startedAt;
        MeterStartWh = meterStartWh;
    }

    /// <summary>Id given by the station: the wire id in 2.x, a private one in 1.6.</summary>
    public string Id { get; }

    /// <summary>Id given by the CSMS in 1.6; null until StartTransaction is answered.</summary>
    public int? CsmsId { get; internal set; }

    /// <summary>EVSE (1.6: connector).</summary>
    public int EvseId { get; }

    /// <summary>Connector in the EVSE.</summary>
    public int ConnectorId { get; }

    /// <summary>Who charges; null before authorization (2.x).</summary>
    public IdToken? Token { get; internal set; }

    /// <summary>Group of the token, when known.</summary>
    public string? Group { get; internal set; }

    /// <summary>Start, simulated time.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>True register at the start, Wh.</summary>
    public long MeterStartWh { get; }

    /// <summary>End, null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>True register at the end, Wh.</summary>
    public long? MeterStopWh { get; internal set; }

    /// <summary>Stop reason in 2.x words, plus HardReset, SoftReset, UnlockCommand of 1.6.</summary>
    public string? StopReason { get; internal set; }

    /// <summary>The token that stopped it, when one did.</summary>
    public IdToken? StopToken { get; internal set; }

    /// <summary>True when the station was offline at the start.</summary>
    public bool StartedOffline { get; internal init; }

    /// <summary>remoteStartId of the request that started it (2.x).</summary>
    public int? RemoteStartId { get; internal set; }

    /// <summary>The reservation it used.</summary>
    public int? ReservationId { get; internal set; }

    /// <summary>Next sequence number (2.x).</summary>
    public int NextSeqNo { get; internal set; }

    /// <summary>Charging state in 2.x words.</summary>
    public string ChargingState { get; internal set; } = "EVConnected";

    /// <summary>Running cost last told by the CSMS.</summary>
    public decimal? Cost { get; internal set; }

    /// <summary>Where it ends by itself; null: nowhere.</summary>
    public TransactionLimit? Limit { get; internal set; }

    /// <summary>True while a reset interrupts it.</summary>
    internal bool IsInterrupted { get; set; }

    /// <summary>True while energy may flow.</summary>
    public bool IsPowerPathClosed { get; internal set; }

    /// <summary>True when the CSMS refused the token and the station only holds energy back.</summary>
    public bool IsDeauthorized { get; internal set; }

    /// <summary>True until it ended.</summary>
    public bool IsRunning => EndedAt is null;

    /// <summary>Readings of the transaction kept for the bill (start and end at least).</summary>
    internal List<MeterSample> Bill { get; } = [];

    internal bool ReservationReported { get; set; }
}
