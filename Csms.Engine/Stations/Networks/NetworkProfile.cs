using System.Text.Json.Nodes;

namespace Csms.Engine.Stations.Networks;

/// <summary>A network connection profile of a station (2.x B09): a slot and what is known of it.</summary>
/// <param name="Slot">Number of the slot, 1 or more.</param>
/// <param name="Data">NetworkConnectionProfileType as the station accepted it, secrets masked; or what its device model tells (component NetworkConfiguration).</param>
/// <param name="At">When it was accepted or told.</param>
/// <param name="Actor">Who gave it; null: the station tells it by its device model.</param>
public sealed record NetworkProfile(int Slot, JsonObject Data, DateTimeOffset At, string? Actor)
{
    /// <summary>Address of the CSMS.</summary>
    public string? Url => Text("ocppCsmsUrl");

    /// <summary>Security profile, 0 to 3.</summary>
    public int? SecurityProfile => Number("securityProfile");

    /// <summary>OCPPInterfaceEnumType: Wired0…3, Wireless0…3, Any (2.1).</summary>
    public string? Interface => Text("ocppInterface");

    /// <summary>Longest wait for an answer, s.</summary>
    public int? MessageTimeout => Number("messageTimeout");

    /// <summary>Access point name of the mobile network.</summary>
    public string? Apn => (Data["apn"] as JsonObject)?["apn"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Identity that the station uses there (2.1); null: the one it has.</summary>
    public string? Identity => Text("identity");

    /// <summary>Server of the virtual private network.</summary>
    public string? VpnServer => (Data["vpn"] as JsonObject)?["server"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private string? Text(string member) => Data[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private int? Number(string member) => Data[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
