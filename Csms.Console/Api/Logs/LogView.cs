using System.Text.Json;
using Csms.Engine.Stations.Logs;

namespace Csms.Console.Api.Logs;

/// <summary>A log file that a station was asked to upload to us.</summary>
/// <param name="Id">Unique.</param>
/// <param name="StationId">Whose.</param>
/// <param name="CommandId">The GetLog that asked for it.</param>
/// <param name="RequestId">The number that the station's notices refer to.</param>
/// <param name="LogType">DiagnosticsLog, SecurityLog or DataCollectorLog.</param>
/// <param name="State">waiting, received or expired.</param>
/// <param name="Status">Last word of the station about the upload; null before one came.</param>
/// <param name="StatusAt">When it said so.</param>
/// <param name="FileName">The name to save it under.</param>
/// <param name="Bytes">Its length; null while it is not here.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="ExpiresAt">Until when the station may bring it.</param>
/// <param name="ReceivedAt">When it was here.</param>
/// <param name="Fault">Why the last attempt was not taken: tooBig, truncated, noRoom; null when none failed.</param>
internal sealed record LogView(
    Guid Id, string StationId, Guid CommandId, int RequestId, string LogType, string State, string? Status, DateTimeOffset? StatusAt, string FileName,
    long? Bytes, DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt, DateTimeOffset? ReceivedAt, string? Fault)
{
    public static LogView Of(LogFile file, DateTimeOffset now) => new(
        file.Id, file.Station.Value, file.CommandId, file.RequestId, file.LogType, Word(file.StateAt(now)), file.Status, file.StatusAt, LogFileName.Of(file),
        file.Bytes, file.RequestedAt, file.ExpiresAt, file.ReceivedAt, file.Fault is { } fault ? Word(fault) : null);

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
