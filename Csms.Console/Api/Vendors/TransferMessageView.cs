using System.Text.Json;
using Csms.Engine.Stations.Vendors;

namespace Csms.Console.Api.Vendors;

/// <summary>A DataTransfer message of a vendor whose data is known.</summary>
/// <param name="VendorId">As in the message.</param>
/// <param name="MessageId">As in the message; empty: the vendor uses none.</param>
/// <param name="Schema">JSON schema of its data.</param>
/// <param name="ChangedAt">When it was entered.</param>
/// <param name="ChangedBy">By whom.</param>
internal sealed record TransferMessageView(string VendorId, string MessageId, JsonElement Schema, DateTimeOffset ChangedAt, string ChangedBy)
{
    public static TransferMessageView Of(TransferMessage message)
    {
        using var document = JsonDocument.Parse(message.Schema.Text);
        return new(message.VendorId, message.MessageId, document.RootElement.Clone(), message.ChangedAt, message.ChangedBy);
    }
}
