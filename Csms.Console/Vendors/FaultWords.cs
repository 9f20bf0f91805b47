using System.Globalization;
using Csms.Console.Protocol;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Vendors;
using Csms.Engine.Units;

namespace Csms.Console.Vendors;

/// <summary>Faults of stations in plain words: the code as it came, and what it means where anybody has said so.</summary>
public sealed class FaultWords(FaultLibrary library, ProtocolWords protocol, StationRegistry registry)
{
    /// <summary>Whether a connector tells of a fault.</summary>
    public static bool IsFault(ConnectorState connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return connector.ErrorCode is not (null or "" or "NoError") || (connector.Status == Engine.Events.ConnectorStatus.Faulted && !string.IsNullOrEmpty(connector.VendorErrorCode));
    }

    /// <summary>The fault of a connector: "OtherError · CX008 – The emergency stop was pressed."; empty when it tells of none.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="maker">The station's vendor as told at the boot.</param>
    public string Say(ConnectorState connector, string? maker)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return Say(connector.ErrorCode, connector.VendorErrorCode, connector.VendorId, maker);
    }

    /// <summary>The same from its parts.</summary>
    public string Say(string? errorCode, string? vendorCode, string? vendorId, string? maker)
    {
        var parts = new List<string>();
        if (errorCode is not (null or "" or "NoError")) parts.Add(errorCode != "OtherError" && protocol.ErrorCode(errorCode) is { } means ? $"{errorCode} – {means}" : errorCode);

        // Several at once stand side by side (EVgo's list says so, others do it too).
        foreach (var code in (vendorCode ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            parts.Add(Meaning(code, vendorId, maker) is { } means ? $"{code} – {means}" : code);
        return string.Join(" · ", parts);
    }

    /// <summary>What a vendor's code means; null when nobody has said.</summary>
    public string? Meaning(string code, string? vendorId, string? maker) =>
        library.Find(vendorId, maker, code) is not { } known ? null : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? known.German : known.English;

    /// <summary>The same for a code that a station told.</summary>
    public string? Meaning(string code, string? vendorId, StationId station) => Meaning(code, vendorId, registry.Find(station)?.Boot?.Vendor);
}
