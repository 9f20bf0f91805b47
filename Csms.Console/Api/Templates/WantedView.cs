using System.Text.Json.Serialization;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Templates;

/// <summary>A wanted value.</summary>
/// <param name="Component">Name of the component; Configuration for a key that only 1.6 has.</param>
/// <param name="ComponentInstance">Its instance.</param>
/// <param name="EvseId">EVSE the component belongs to.</param>
/// <param name="ConnectorId">Connector the component belongs to.</param>
/// <param name="Variable">Name of the variable, or the key of 1.6.</param>
/// <param name="VariableInstance">Its instance.</param>
/// <param name="Value">The value.</param>
internal sealed record WantedView(
    string Component,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ComponentInstance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? EvseId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ConnectorId,
    string Variable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VariableInstance,
    string Value)
{
    public static WantedView Of(WantedValue wanted) => new(
        wanted.Address.Component, wanted.Address.ComponentInstance, wanted.Address.EvseId, wanted.Address.ConnectorId, wanted.Address.Variable, wanted.Address.VariableInstance, wanted.Value);
}
