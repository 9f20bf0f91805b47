namespace Csms.Engine.Stations.Vendors;

/// <summary>How often a DataTransfer message came and was answered alike.</summary>
/// <param name="VendorId">As in the message.</param>
/// <param name="MessageId">As in the message; empty for none.</param>
/// <param name="Status">Accepted, Rejected, UnknownVendorId or UnknownMessageId.</param>
/// <param name="Seen">How often.</param>
/// <param name="LastAt">When last; UTC.</param>
/// <param name="LastStation">Which station sent the last.</param>
/// <param name="LastReason">Why the last was rejected; null for the others.</param>
public sealed record TransferCount(string VendorId, string MessageId, string Status, long Seen, DateTimeOffset LastAt, string LastStation, string? LastReason);
