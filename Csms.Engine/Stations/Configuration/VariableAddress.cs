using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Csms.Engine.Stations.Configuration;

/// <summary>
/// Where a value of the device model stands (OCPP 2.1 part 1, 4.1). Names compare without regard to case. A key of 1.6 that has no counterpart in 2.x
/// stands under the component <see cref="Keys"/>.
/// </summary>
/// <param name="Component">Name of the component, such as <c>OCPPCommCtrlr</c>.</param>
/// <param name="Variable">Name of the variable, such as <c>HeartbeatInterval</c>.</param>
/// <param name="ComponentInstance">Instance of the component.</param>
/// <param name="EvseId">EVSE that the component belongs to.</param>
/// <param name="ConnectorId">Connector that the component belongs to.</param>
/// <param name="VariableInstance">Instance of the variable.</param>
public sealed partial record VariableAddress(
    string Component, string Variable, string? ComponentInstance = null, int? EvseId = null, int? ConnectorId = null, string? VariableInstance = null)
{
    /// <summary>Component of the keys that only 1.6 has.</summary>
    public const string Keys = "Configuration";

    /// <summary>The component as people write it: <c>Connector@1.2</c>, <c>Fan[Top]</c>.</summary>
    public string Owner => Component + Instance(ComponentInstance) + (EvseId is { } evse ? string.Create(CultureInfo.InvariantCulture, $"@{evse}") : "")
        + (ConnectorId is { } connector ? string.Create(CultureInfo.InvariantCulture, $".{connector}") : "");

    /// <summary>The variable as people write it: <c>ItemsPerMessage[GetReport]</c>.</summary>
    public string Name => Variable + Instance(VariableInstance);

    /// <summary>Reads what <see cref="ToString"/> writes; a text without a component is a key of 1.6. Null: it is no address.</summary>
    public static VariableAddress? Parse(string? text)
    {
        if (text?.Trim() is not { Length: > 0 } whole) return null;
        if (Written().Match(whole) is not { Success: true } match) return null;
        return new(match.Groups["c"] is { Success: true } component ? component.Value : Keys, match.Groups["v"].Value, Text("ci"), Number("e"), Number("k"), Text("vi"));

        string? Text(string group) => match.Groups[group] is { Success: true, Length: > 0 } found ? found.Value : null;
        int? Number(string group) => Text(group) is { } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The address in an object of the wire that has a component and a variable; null: it has not.</summary>
    public static VariableAddress? Of(JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item["component"] is not JsonObject component || item["variable"] is not JsonObject variable || Word(component["name"]) is not { } owner || Word(variable["name"]) is not { } name) return null;
        var evse = component["evse"] as JsonObject;
        return new VariableAddress(owner, name, Word(component["instance"]), Number(evse?["id"]), Number(evse?["connectorId"]), Word(variable["instance"]));

        static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
    }

    /// <summary>The object of the wire that <see cref="Of"/> reads (2.1 GetVariableDataType, SetVariableDataType).</summary>
    public JsonObject ToItem()
    {
        var component = new JsonObject { ["name"] = Component };
        if (ComponentInstance is { } ofComponent) component["instance"] = ofComponent;
        if (EvseId is { } evse) component["evse"] = ConnectorId is { } connector ? new JsonObject { ["id"] = evse, ["connectorId"] = connector } : new JsonObject { ["id"] = evse };
        var variable = new JsonObject { ["name"] = Variable };
        if (VariableInstance is { } ofVariable) variable["instance"] = ofVariable;
        return new() { ["component"] = component, ["variable"] = variable };
    }

    /// <inheritdoc/>
    public bool Equals(VariableAddress? other) => other is not null && EvseId == other.EvseId && ConnectorId == other.ConnectorId
        && Same(Component, other.Component) && Same(Variable, other.Variable) && Same(ComponentInstance, other.ComponentInstance) && Same(VariableInstance, other.VariableInstance);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        StringComparer.OrdinalIgnoreCase.GetHashCode(Component), StringComparer.OrdinalIgnoreCase.GetHashCode(Variable), EvseId, ConnectorId);

    /// <summary>As people write it: <c>OCPPCommCtrlr.HeartbeatInterval</c>, <c>Connector@1.2.ConnectorType</c>; a key of 1.6 by itself, unless it has a point.</summary>
    public override string ToString() => Same(Component, Keys) && !Name.Contains('.', StringComparison.Ordinal) ? Name : $"{Owner}.{Name}";

    private static bool Same(string? one, string? other) => string.Equals(one ?? "", other ?? "", StringComparison.OrdinalIgnoreCase);

    private static string Instance(string? instance) => string.IsNullOrEmpty(instance) ? "" : $"[{instance}]";

    [GeneratedRegex(@"^(?:(?<c>[^.\[\]@]{1,50})(?:\[(?<ci>[^\]]{1,50})\])?(?:@(?<e>\d{1,4})(?:\.(?<k>\d{1,4}))?)?\.(?<v>[^\[\]@]{1,50})|(?<v>[^.\[\]@]{1,50}))(?:\[(?<vi>[^\]]{1,50})\])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
