namespace Csms.Engine.Stations.Vendors;

/// <summary>A vendor's fault code whose meaning was entered by a person.</summary>
/// <param name="Vendor">vendorId of StatusNotification, or the vendor's name as told at the boot; compared without regard to case.</param>
/// <param name="Code">The code; compared without regard to case.</param>
/// <param name="Meaning">What it means, in that person's language.</param>
/// <param name="ChangedAt">When it was entered; UTC.</param>
/// <param name="ChangedBy">By whom.</param>
public sealed record OwnFaultCode(string Vendor, string Code, string Meaning, DateTimeOffset ChangedAt, string ChangedBy)
{
    /// <summary>Longest vendor, in characters (vendorId of 1.6 and 2.x).</summary>
    public const int LongestVendor = 255;

    /// <summary>Longest code, in characters (vendorErrorCode of 1.6; techCode of 2.x).</summary>
    public const int LongestCode = 50;

    /// <summary>Longest meaning, in characters.</summary>
    public const int LongestMeaning = 500;
}
