using System.Text.Json;

namespace Csms.Engine.Stations.Commands;

/// <summary>
/// Which command that still waits for its station is made needless by a newer one: the station would do it and undo it at once. Pure. In doubt a command
/// stays: order makes the newer one win anyway.
/// </summary>
public static class Supersession
{
    /// <summary>The newer command takes the place of the older one.</summary>
    public static bool Replaces(StationCommand newer, StationCommand older)
    {
        ArgumentNullException.ThrowIfNull(newer);
        ArgumentNullException.ThrowIfNull(older);
        if (newer.Action != older.Action || newer.Id == older.Id) return false;
        using var one = JsonDocument.Parse(newer.Body);
        using var other = JsonDocument.Parse(older.Body);
        return newer.Action switch
        {
            "SetChargingProfile" => Profiles(one.RootElement, other.RootElement),
            "UpdateDynamicSchedule" => Same(one.RootElement, other.RootElement, "chargingProfileId"),
            "ChangeAvailability" => Same(Inner(one.RootElement, "evse"), Inner(other.RootElement, "evse"), "id", "connectorId"),
            "SetVariables" => Variables(one.RootElement, other.RootElement),
            "SendLocalList" => Lists(one.RootElement, other.RootElement),
            "SetDefaultTariff" => Tariffs(one.RootElement, other.RootElement),
            "ChangeTransactionTariff" => Same(one.RootElement, other.RootElement, "transactionId"),
            "UpdateFirmware" => true, // the station would cancel the older one (L01.FR.24)
            _ => false,
        };
    }

    /// <summary>The same number, or the same purpose, level and EVSE: of one transaction where it is one's.</summary>
    private static bool Profiles(JsonElement newer, JsonElement older)
    {
        var (one, other) = (Inner(newer, "chargingProfile"), Inner(older, "chargingProfile"));
        if (one is null || other is null) return false;
        if (Text(one, "id") is { } id && id == Text(other, "id")) return true;
        // With validity limits both may have their time.
        return Same(newer, older, "evseId") && Same(one, other, "chargingProfilePurpose", "stackLevel", "transactionId", "validFrom", "validTo");
    }

    /// <summary>Both for the same EVSE, and the newer applies at once: the older one would be replaced. One that begins later has its time.</summary>
    private static bool Tariffs(JsonElement newer, JsonElement older) =>
        Same(newer, older, "evseId") && Inner(newer, "tariff") is { } one && Inner(older, "tariff") is { } other && Text(one, "validFrom") is null && Text(other, "validFrom") is null;

    /// <summary>Every variable of the older one is set by the newer one.</summary>
    private static bool Variables(JsonElement newer, JsonElement older)
    {
        var set = Items(newer, "setVariableData").Select(Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return set.Count > 0 && Items(older, "setVariableData").All(item => set.Contains(Address(item)));
    }

    private static string Address(JsonElement item)
    {
        var (component, variable) = (Inner(item, "component"), Inner(item, "variable"));
        var evse = component is { } owner ? Inner(owner, "evse") : null;
        return string.Join('\n', Text(component, "name"), Text(component, "instance"), Text(evse, "id"), Text(evse, "connectorId"), Text(variable, "name"), Text(variable, "instance"), Text(item, "attributeType") ?? "Actual");
    }

    /// <summary>A full list makes every older one needless; a difference only builds on what is there.</summary>
    private static bool Lists(JsonElement newer, JsonElement older) =>
        Text(newer, "updateType") == "Full" && (Number(newer, "versionNumber") is not { } version || Number(older, "versionNumber") is not { } before || version >= before);

    private static bool Same(JsonElement? one, JsonElement? other, params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            if (Text(one, member) != Text(other, member)) return false;
        }

        return true;
    }

    private static IEnumerable<JsonElement> Items(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static JsonElement? Inner(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : null;

    private static int? Number(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(JsonElement? owner, string member) =>
        owner is { ValueKind: JsonValueKind.Object } own && own.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;
}
