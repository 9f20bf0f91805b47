using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Csms.Engine.Events;

namespace Csms.Console.Api.Variables;

/// <summary>A device-model variable as last reported or read.</summary>
/// <param name="Component">Name of the component.</param>
/// <param name="ComponentInstance">Its instance.</param>
/// <param name="EvseId">EVSE the component belongs to.</param>
/// <param name="ConnectorId">Connector the component belongs to.</param>
/// <param name="Variable">Name of the variable.</param>
/// <param name="VariableInstance">Its instance.</param>
/// <param name="Attribute">Actual, Target, MinSet or MaxSet.</param>
/// <param name="Value">The value; null when write-only or not given.</param>
/// <param name="Mutability">ReadOnly, WriteOnly or ReadWrite.</param>
/// <param name="Persistent">The value outlives a reboot, where told.</param>
/// <param name="Constant">The value never changes while the station runs, where told.</param>
/// <param name="Characteristics">VariableCharacteristics, where reported.</param>
/// <param name="At">When it was told.</param>
/// <param name="Gone">The station told it once, and no more in a report of everything since then.</param>
internal sealed record VariableView(
    string Component,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ComponentInstance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? EvseId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ConnectorId,
    string Variable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VariableInstance,
    string Attribute,
    string? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mutability,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Persistent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Constant,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? Characteristics,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Gone)
{
    public static VariableView Of(VariableReported told, DateTimeOffset at) => new(
        told.Component, told.ComponentInstance, told.EvseId, told.ConnectorId, told.Variable, told.VariableInstance, told.Attribute, told.Value,
        told.Mutability == VariableReported.Gone ? null : told.Mutability, told.IsPersistent, told.IsConstant, told.Characteristics is { } json ? JsonNode.Parse(json) : null, at, told.Mutability == VariableReported.Gone);
}
