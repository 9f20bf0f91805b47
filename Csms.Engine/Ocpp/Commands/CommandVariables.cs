using System.Text.Json.Nodes;
using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>Device-model values that the answers to GetVariables and SetVariables tell.</summary>
internal static class CommandVariables
{
    public const string Hidden = "***";

    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase) { "BasicAuthPassword", "AuthorizationKey", "ApnPassword", "SimPin", "VpnPassword", "VpnKey" };

    /// <summary>Whether a variable's value never leaves the station's settings: not logged, not kept.</summary>
    public static bool IsSecret(string? variable) => variable is not null && Secrets.Contains(variable);

    /// <summary>What was read.</summary>
    public static IEnumerable<VariableReported> Read(JsonObject response) =>
        from item in JsonTree.Objects(response["getVariableResult"])
        where JsonTree.Text(item["attributeStatus"]) == CommandStatus.Accepted
        let told = Of(item, JsonTree.Text(item["attributeValue"]))
        where told is not null
        select told;

    /// <summary>What was written: the values stand in the request only.</summary>
    public static IEnumerable<VariableReported> Written(IEnumerable<JsonObject> asked, JsonObject response) =>
        from pair in asked.Zip(JsonTree.Objects(response["setVariableResult"]))
        where JsonTree.Text(pair.Second["attributeStatus"]) == CommandStatus.Accepted
        let told = Of(pair.First, JsonTree.Text(pair.First["attributeValue"]))
        where told is not null
        select told;

    /// <summary>A copy of a SetVariables, SetNetworkProfile or (1.6) ChangeConfiguration request without its secrets; null when there are none.</summary>
    public static JsonObject? Masked(JsonObject request)
    {
        var copy = (JsonObject)request.DeepClone();
        var masked = IsSecret(JsonTree.Text(copy["key"])) && Hide(copy, "value");
        foreach (var item in JsonTree.Objects(copy["setVariableData"]))
        {
            masked |= IsSecret(JsonTree.Text((item["variable"] as JsonObject)?["name"])) && Hide(item, "attributeValue");
        }

        if (copy["connectionData"] is JsonObject connection)
        {
            masked |= Hide(connection, "basicAuthPassword");
            masked |= connection["apn"] is JsonObject apn && (Hide(apn, "apnPassword") | apn.Remove("simPin")); // a number: nothing can stand in its place
            masked |= connection["vpn"] is JsonObject vpn && (Hide(vpn, "password") | Hide(vpn, "key"));
        }

        return masked ? copy : null;
    }

    private static bool Hide(JsonObject owner, string member)
    {
        if (owner[member] is null)
        {
            return false;
        }

        owner[member] = Hidden;
        return true;
    }

    private static VariableReported? Of(JsonObject item, string? value)
    {
        var component = item["component"] as JsonObject;
        var variable = item["variable"] as JsonObject;
        if (JsonTree.Text(component?["name"]) is not { } componentName || JsonTree.Text(variable?["name"]) is not { } variableName || IsSecret(variableName))
        {
            return null;
        }

        var evse = component!["evse"] as JsonObject;
        return new VariableReported
        {
            Component = componentName,
            ComponentInstance = JsonTree.Text(component["instance"]),
            EvseId = JsonTree.Number(evse?["id"]),
            ConnectorId = JsonTree.Number(evse?["connectorId"]),
            Variable = variableName,
            VariableInstance = JsonTree.Text(variable!["instance"]),
            Attribute = JsonTree.Text(item["attributeType"]) ?? "Actual",
            Value = value,
        };
    }
}
