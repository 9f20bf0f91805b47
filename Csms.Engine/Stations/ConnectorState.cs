using Csms.Engine.Events;

namespace Csms.Engine.Stations;

/// <summary>A connector as its station last reported it.</summary>
/// <param name="Id">Within the EVSE, from 1.</param>
/// <param name="Status">Status.</param>
/// <param name="At">Since when, by the station if it can be believed.</param>
/// <param name="ErrorCode">Error code, when there is one.</param>
/// <param name="Info">The vendor's text.</param>
/// <param name="VendorErrorCode">The vendor's code.</param>
/// <param name="VendorId">Whose code it is, where the station says so.</param>
public sealed record ConnectorState(
    int Id,
    ConnectorStatus Status,
    DateTimeOffset At,
    string? ErrorCode = null,
    string? Info = null,
    string? VendorErrorCode = null,
    string? VendorId = null)
{
    /// <summary>Error code of a lock that does not hold the plug: 1.6 tells it with a status, 2.x as a problem of the component ConnectorPlugRetentionLock (G05).</summary>
    public const string LockFailure = "ConnectorLockFailure";

    /// <summary>The lock fails, whatever the status is: no car can charge here.</summary>
    public bool IsLockFailing => ErrorCode == LockFailure;
}
