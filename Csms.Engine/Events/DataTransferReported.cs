namespace Csms.Engine.Events;

/// <summary>DataTransfer from a station. Answered by <see cref="DataTransferAnswer"/>.</summary>
/// <param name="VendorId">Whose extension it is.</param>
/// <param name="MessageId">Which message of that vendor.</param>
/// <param name="Data">JSON text (2.x: any JSON; 1.6: a JSON string), null when absent.</param>
public sealed record DataTransferReported(string VendorId, string? MessageId, string? Data) : StationMessage;
