using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Transfers;

/// <summary>An object of a vendor's message, by the names of its members.</summary>
internal sealed class TransferObject
{
    private readonly Dictionary<string, object> members = new(StringComparer.Ordinal);

    /// <summary>A member of a reference type.</summary>
    public static WireField<TransferObject> Field<TValue>(string name, bool required, WireShape<TValue> shape)
        where TValue : class => new WireReferenceField<TransferObject, TValue>(name, required, shape, owner => owner.members.GetValueOrDefault(name) as TValue, (owner, value) => owner.members[name] = value);

    /// <summary>A member of a value type.</summary>
    public static WireField<TransferObject> FieldOfValue<TValue>(string name, bool required, WireShape<TValue> shape)
        where TValue : struct => new WireValueField<TransferObject, TValue>(name, required, shape, owner => owner.members.TryGetValue(name, out var value) ? (TValue)value : null, (owner, value) => owner.members[name] = value);
}
