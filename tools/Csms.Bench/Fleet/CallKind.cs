namespace Csms.Bench.Fleet;

/// <summary>The calls of a station, in the words of OCPP 1.6; 2.x says three of them with TransactionEvent.</summary>
internal enum CallKind
{
    BootNotification,
    Heartbeat,
    StatusNotification,
    Authorize,
    StartTransaction,
    MeterValues,
    StopTransaction,
}
