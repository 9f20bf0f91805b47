namespace Csms.Engine.Stations.Vendors;

/// <summary>What a vendor's fault code means.</summary>
/// <param name="Vendor">Whose code it is.</param>
/// <param name="Code">The code, as the vendor writes it.</param>
/// <param name="English">Its meaning in plain words.</param>
/// <param name="German">The same in German.</param>
/// <param name="Source">Where that stands in public; null: entered by a person.</param>
public sealed record FaultCode(string Vendor, string Code, string English, string German, Uri? Source);
