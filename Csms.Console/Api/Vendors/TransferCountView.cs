using Csms.Engine.Stations.Vendors;

namespace Csms.Console.Api.Vendors;

/// <summary>How often a DataTransfer message came and was answered alike.</summary>
/// <param name="VendorId">As in the message.</param>
/// <param name="MessageId">As in the message; empty for none.</param>
/// <param name="Status">Accepted, Rejected, UnknownVendorId or UnknownMessageId.</param>
/// <param name="Seen">How often.</param>
/// <param name="LastAt">When last.</param>
/// <param name="LastStation">Which station sent the last.</param>
/// <param name="LastReason">Why the last was rejected.</param>
internal sealed record TransferCountView(string VendorId, string MessageId, string Status, long Seen, DateTimeOffset LastAt, string LastStation, string? LastReason)
{
    public static TransferCountView Of(TransferCount count) => new(count.VendorId, count.MessageId, count.Status, count.Seen, count.LastAt, count.LastStation, count.LastReason);
}
