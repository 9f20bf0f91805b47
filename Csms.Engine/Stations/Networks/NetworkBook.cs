using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Networks;

/// <summary>
/// Network connection profiles of stations (2.x B09, B10): what each has accepted, without secrets, and what its device model tells (component
/// NetworkConfiguration, instance = slot; OCPPCommCtrlr.NetworkConfigurationPriority).
/// </summary>
public sealed class NetworkBook : ICommandFollower
{
    private const string Owner = "NetworkConfiguration", Priority = "NetworkConfigurationPriority";

    private readonly NetworkStore _store;
    private readonly ConfigurationReader _configuration;
    private readonly TimeProvider _time;

    internal NetworkBook(NetworkStore store, ConfigurationReader configuration, TimeProvider time) => (_store, _configuration, _time) = (store, configuration, time);

    /// <summary>A station has accepted a profile. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>What is known of a station's ways.</summary>
    public async Task<NetworkView> OfAsync(StationState station, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        var held = await _configuration.AllAsync(station.Key, cancellation);
        var order = held.FirstOrDefault(variable => Is(variable.Address, "OCPPCommCtrlr", Priority));
        var profiles = (await _store.ProfilesAsync(station.Key, cancellation)).ToDictionary(profile => profile.Slot);
        foreach (var slot in held.Where(variable => variable.Address.Component.Equals(Owner, StringComparison.OrdinalIgnoreCase)).GroupBy(variable => variable.Address.ComponentInstance))
        {
            if (!int.TryParse(slot.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            var at = slot.Max(variable => variable.Main.At);
            if (profiles.TryGetValue(number, out var given) && given.At >= at) continue;
            profiles[number] = new NetworkProfile(number, Told(slot), at, null);
        }

        return new NetworkView(Slots(order?.Value), order?.Main.At, [.. order?.Characteristics.Values.SelectMany(value => Slots(value)) ?? []], [.. profiles.Values.OrderBy(profile => profile.Slot)]);
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        if (command.Action != "SetNetworkProfile" || reading.Status != "Accepted" || JsonNode.Parse(body.GetRawText()) is not JsonObject sent) return;
        if ((CommandVariables.Masked(sent) ?? sent) is not { } shown || shown["connectionData"] is not JsonObject data || shown["configurationSlot"] is not JsonValue value || !value.TryGetValue<int>(out var slot)) return;
        await _store.PutAsync(station.Key, new NetworkProfile(slot, (JsonObject)data.DeepClone(), _time.GetUtcNow(), command.Actor), cancellation);
        Changed?.Invoke(station.Id);
    }

    private static bool Is(VariableAddress address, string component, string variable) =>
        address.Component.Equals(component, StringComparison.OrdinalIgnoreCase) && address.Variable.Equals(variable, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<int> Slots(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var slot) ? slot : 0).Where(slot => slot > 0)];

    /// <summary>The variables of a slot under the names of NetworkConnectionProfileType.</summary>
    private static JsonObject Told(IEnumerable<HeldVariable> slot)
    {
        var data = new JsonObject();
        foreach (var variable in slot)
        {
            if (variable.IsSecret || variable.Value is not { Length: > 0 } value) continue;
            switch (variable.Address.Variable)
            {
                case "OcppCsmsUrl" or "OcppInterface" or "OcppTransport" or "OcppVersion" or "Identity":
                    data[JsonNamingPolicy.CamelCase.ConvertName(variable.Address.Variable)] = value;
                    break;
                case "SecurityProfile" or "MessageTimeout" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    data[JsonNamingPolicy.CamelCase.ConvertName(variable.Address.Variable)] = number;
                    break;
                case "Apn":
                    Part("apn")["apn"] = value;
                    break;
                case "PreferredNetwork":
                    Part("apn")["preferredNetwork"] = value;
                    break;
                case "UseOnlyPreferredNetwork" when bool.TryParse(value, out var only):
                    Part("apn")["useOnlyPreferredNetwork"] = only;
                    break;
                case "VpnServer" or "VpnUser" or "VpnGroup" or "VpnType":
                    Part("vpn")[JsonNamingPolicy.CamelCase.ConvertName(variable.Address.Variable[3..])] = value;
                    break;
                default:
                    break;
            }
        }

        return data;

        JsonObject Part(string member)
        {
            if (data[member] is JsonObject part) return part;
            var made = new JsonObject();
            data[member] = made;
            return made;
        }
    }
}
