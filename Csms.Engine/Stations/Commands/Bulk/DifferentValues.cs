using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>What of a SetVariables each station does not have yet, by what it told last.</summary>
internal sealed class DifferentValues(ConfigurationReader reader)
{
    /// <summary>The body for each station; null: it has every value already. One look at the store for all of them.</summary>
    public async Task<IReadOnlyDictionary<StationId, JsonElement?>> OfAsync(string body, IReadOnlyCollection<StationState> stations, CancellationToken cancellation)
    {
        var asked = ((JsonObject)JsonNode.Parse(body)!)["setVariableData"] as JsonArray ?? [];
        var items = asked.OfType<JsonObject>().Select(item => (Item: item, Address: VariableAddress.Of(item), Value: Word(item, "attributeValue"), Type: Word(item, "attributeType"))).ToList();
        var held = await reader.SomeAsync([.. stations.Select(station => station.Key)], items.Select(item => item.Address).OfType<VariableAddress>(), cancellation);
        return stations.ToDictionary(station => station.Id, station => Narrowed(items, held.GetValueOrDefault(station.Key) ?? []));
    }

    private static JsonElement? Narrowed(List<(JsonObject Item, VariableAddress? Address, string? Value, string? Type)> items, IReadOnlyList<HeldVariable> held)
    {
        var known = held.ToDictionary(variable => variable.Address);
        var left = items.Where(item => !IsHeld(item.Address, item.Value, item.Type, known)).Select(item => item.Item.DeepClone()).ToArray();
        return left.Length == 0 ? null : JsonSerializer.SerializeToElement(new JsonObject { ["setVariableData"] = new JsonArray(left) });
    }

    private static bool IsHeld(VariableAddress? address, string? value, string? type, Dictionary<VariableAddress, HeldVariable> known) =>
        address is not null && value is not null && type is null or "Actual"
        && known.GetValueOrDefault(HeldVariable.Known(address!)) is { Value: { } present, IsGone: false } variable && variable.Characteristics.Same(present, value!);

    private static string? Word(JsonObject item, string member) => item[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
