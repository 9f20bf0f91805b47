using Csms.Engine.Ocpp.Transfers;

namespace Csms.Engine.Stations.Vendors;

/// <summary>A DataTransfer message of a vendor whose data is known.</summary>
/// <param name="VendorId">As in the message; compared exactly.</param>
/// <param name="MessageId">As in the message; empty: the vendor uses none.</param>
/// <param name="Schema">What may stand in its data.</param>
/// <param name="ChangedAt">When it was entered; UTC.</param>
/// <param name="ChangedBy">By whom.</param>
public sealed record TransferMessage(string VendorId, string MessageId, TransferSchema Schema, DateTimeOffset ChangedAt, string ChangedBy)
{
    /// <summary>Longest vendor, in characters (2.x; 1.6 has the same).</summary>
    public const int LongestVendor = 255;

    /// <summary>Longest message, in characters.</summary>
    public const int LongestMessage = 50;
}
