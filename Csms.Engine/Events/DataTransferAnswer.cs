namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="DataTransferReported"/>.</summary>
/// <param name="Status">Accepted, Rejected, UnknownMessageId or UnknownVendorId.</param>
/// <param name="Data">JSON text, or null.</param>
public sealed record DataTransferAnswer(string Status, string? Data = null) : StationAnswer;
