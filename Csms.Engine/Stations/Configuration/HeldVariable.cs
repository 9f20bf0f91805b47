using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.V16;

namespace Csms.Engine.Stations.Configuration;

/// <summary>A variable of a station with all that is known of it. Pure.</summary>
/// <param name="Address">Where it stands.</param>
/// <param name="Attributes">What was told of it; at least one.</param>
/// <param name="Characteristics">What it may be.</param>
/// <param name="Key">The key of 1.6 that says the same; null: there is none.</param>
public sealed record HeldVariable(VariableAddress Address, ImmutableArray<HeldAttribute> Attributes, VariableCharacteristics Characteristics, string? Key)
{
    /// <summary>The attribute that counts: Actual, else the first that was told.</summary>
    public HeldAttribute Main => Attributes.FirstOrDefault(attribute => attribute.Type == "Actual") ?? Attributes[0];

    /// <summary>The actual value; null: not known, or it may only be written.</summary>
    public string? Value => Attributes.FirstOrDefault(attribute => attribute.Type == "Actual")?.Value;

    /// <summary>It holds a secret: never shown, never kept.</summary>
    public bool IsSecret => Main.Mutability == "WriteOnly" || CommandVariables.IsSecret(Address.Variable);

    /// <summary>The station has it no more: its last report of everything did not tell it.</summary>
    public bool IsGone => Main.IsGone;

    /// <summary>The station lets it be set, as far as it has told.</summary>
    public bool CanBeSet => !IsGone && Main.Mutability != "ReadOnly" && Main.IsConstant != true;

    /// <summary>What is wrong with a new value for it; null when nothing is.</summary>
    public ValueFault? Check(string value) => CanBeSet ? Characteristics.Check(value) : new ValueFault(ValueFaultKind.ReadOnly);

    /// <summary>
    /// Variables out of attributes as they are stored. A key of 1.6 that 2.x has too is given once, under the name of 2.x; what differs in case only is
    /// the same, the latest counts.
    /// </summary>
    public static IReadOnlyList<HeldVariable> Of(IEnumerable<(VariableReported Told, DateTimeOffset At)> attributes)
    {
        var variables = new Dictionary<VariableAddress, (List<HeldAttribute> Attributes, string? Characteristics)>();
        foreach (var (told, at) in attributes.OrderBy(each => each.At))
        {
            var address = Known(new VariableAddress(told.Component, told.Variable, told.ComponentInstance, told.EvseId, told.ConnectorId, told.VariableInstance));
            if (!variables.TryGetValue(address, out var held)) held = ([], null);
            held.Attributes.RemoveAll(other => other.Type == told.Attribute);
            held.Attributes.Add(new HeldAttribute(told.Attribute, told.Value, told.Mutability == VariableReported.Gone ? null : told.Mutability, told.IsPersistent, told.IsConstant, at) { IsGone = told.Mutability == VariableReported.Gone });
            variables[address] = (held.Attributes, told.Characteristics ?? held.Characteristics);
        }

        return
        [
            .. variables.Select(pair => New(pair.Key, [.. pair.Value.Attributes], pair.Value.Characteristics))
                .OrderBy(each => each.Address.Component == VariableAddress.Keys).ThenBy(each => each.Address.Component, StringComparer.OrdinalIgnoreCase)
                .ThenBy(each => each.Address.EvseId ?? 0).ThenBy(each => each.Address.ConnectorId ?? 0).ThenBy(each => each.Address.ComponentInstance, StringComparer.OrdinalIgnoreCase)
                .ThenBy(each => each.Address.Variable, StringComparer.OrdinalIgnoreCase).ThenBy(each => each.Address.VariableInstance, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>The address under which a key of 1.6 is known, where 2.x has it too; else itself.</summary>
    public static VariableAddress Known(VariableAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Component.Equals(VariableAddress.Keys, StringComparison.OrdinalIgnoreCase) && ConfigurationKeys.VariableOf(address.Variable) is var (component, variable, instance)
            ? new VariableAddress(component, variable, VariableInstance: instance)
            : address;
    }

    // Its own word counts; where it has none (1.6 never has), the standard's.
    private static HeldVariable New(VariableAddress address, ImmutableArray<HeldAttribute> attributes, string? characteristics)
    {
        var key = KeyOf(address);
        return new HeldVariable(address, attributes, characteristics is null ? StandardTypes.Of(key) : VariableCharacteristics.Parse(characteristics), key);
    }

    /// <summary>The key of 1.6 that says the same as a variable of 2.x; null: there is none.</summary>
    internal static string? KeyOf(VariableAddress address) =>
        ConfigurationKeys.KeyOf(address.Component, address.Variable, address.VariableInstance) is var key && ConfigurationKeys.VariableOf(key) is var (component, variable, instance)
        && new VariableAddress(component, variable, VariableInstance: instance) == address ? key : null;
}
