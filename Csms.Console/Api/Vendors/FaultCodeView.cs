using Csms.Engine.Stations.Vendors;

namespace Csms.Console.Api.Vendors;

/// <summary>What a vendor's fault code means.</summary>
/// <param name="Vendor">vendorId, or the vendor's name as told at the boot.</param>
/// <param name="Code">vendorErrorCode of 1.6, techCode of 2.x.</param>
/// <param name="Meaning">In plain words.</param>
/// <param name="Source">Where that stands in public; null: entered by a person.</param>
/// <param name="ChangedAt">When it was entered; null: it came with the program.</param>
/// <param name="ChangedBy">By whom.</param>
internal sealed record FaultCodeView(string Vendor, string Code, string Meaning, Uri? Source, DateTimeOffset? ChangedAt, string? ChangedBy)
{
    public static FaultCodeView Of(OwnFaultCode code) => new(code.Vendor, code.Code, code.Meaning, null, code.ChangedAt, code.ChangedBy);

    public static FaultCodeView Of(FaultCode code) => new(code.Vendor, code.Code, code.English, code.Source, null, null);
}
