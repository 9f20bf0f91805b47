namespace Csms.Console.Api.Bulk;

/// <summary>Which stations a bulk command is for.</summary>
/// <param name="Search">Part of an id, name, serial number, site, vendor or model.</param>
/// <param name="State">online, pending, or a state as in the console's address: offline, faulted, charging…</param>
/// <param name="Site">Site id.</param>
/// <param name="Ocpp">1.6, 2.0.1 or 2.1.</param>
/// <param name="Model">"Vendor Model".</param>
/// <param name="Firmware">Firmware version as told at the last boot.</param>
/// <param name="Quirk">A deviation from the standard that the station has shown: the id of one of `/quirks`.</param>
internal sealed record BulkFilterBody(string? Search, string? State, string? Site, string? Ocpp, string? Model, string? Firmware, string? Quirk);
