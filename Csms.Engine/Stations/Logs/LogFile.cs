using Csms.Engine.Gateway.Uploads;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Logs;

/// <summary>A log file that a station was asked to upload to us.</summary>
public sealed record LogFile
{
    /// <summary>Unique; also its name on our disk.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required StationId Station { get; init; }

    /// <summary>The GetLog that asked for it.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The number that the station's notices refer to.</summary>
    public required int RequestId { get; init; }

    /// <summary>DiagnosticsLog, SecurityLog or DataCollectorLog (2.1 LogEnumType).</summary>
    public required string LogType { get; init; }

    /// <summary>When it was asked for; UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when the station may bring it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was here; null while it is not.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Its length; null while it is not here.</summary>
    public long? Bytes { get; init; }

    /// <summary>What the station calls it.</summary>
    public string? FileName { get; init; }

    /// <summary>Last word of the station about the upload (UploadLogStatusEnumType, in 1.6 DiagnosticsStatus).</summary>
    public string? Status { get; init; }

    /// <summary>When it said so.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>Why the last attempt was not taken; null when none failed.</summary>
    public UploadResult? Fault { get; init; }

    /// <summary>Waiting, received or expired.</summary>
    public LogFileState StateAt(DateTimeOffset now) => ReceivedAt is not null ? LogFileState.Received : ExpiresAt <= now ? LogFileState.Expired : LogFileState.Waiting;
}
