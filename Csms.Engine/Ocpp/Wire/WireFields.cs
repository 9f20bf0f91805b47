namespace Csms.Engine.Ocpp.Wire;

/// <summary>Collects the field table of one type, a line a field, in the order of the schema.</summary>
internal sealed class WireFields<TOwner>
    where TOwner : class
{
    private readonly List<WireField<TOwner>> fields = [];

    public WireFields<TOwner> Required<TValue>(string name, WireShape<TValue> shape, Func<TOwner, TValue?> get, Action<TOwner, TValue> set)
        where TValue : class => Add(new WireReferenceField<TOwner, TValue>(name, true, shape, get, set));

    public WireFields<TOwner> Optional<TValue>(string name, WireShape<TValue> shape, Func<TOwner, TValue?> get, Action<TOwner, TValue> set)
        where TValue : class => Add(new WireReferenceField<TOwner, TValue>(name, false, shape, get, set));

    public WireFields<TOwner> RequiredValue<TValue>(string name, WireShape<TValue> shape, Func<TOwner, TValue?> get, Action<TOwner, TValue> set)
        where TValue : struct => Add(new WireValueField<TOwner, TValue>(name, true, shape, get, set));

    public WireFields<TOwner> OptionalValue<TValue>(string name, WireShape<TValue> shape, Func<TOwner, TValue?> get, Action<TOwner, TValue> set)
        where TValue : struct => Add(new WireValueField<TOwner, TValue>(name, false, shape, get, set));

    public WireType<TOwner> Type(Func<TOwner> create) => new(typeof(TOwner).Name, create, [.. fields]);

    private WireFields<TOwner> Add(WireField<TOwner> field)
    {
        fields.Add(field);
        return this;
    }
}
