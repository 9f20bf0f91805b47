using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>A member whose value is a .NET reference type.</summary>
internal sealed class WireReferenceField<TOwner, TValue>(
    string name, bool required, WireShape<TValue> shape, Func<TOwner, TValue?> get, Action<TOwner, TValue> set)
    : WireField<TOwner>(name, required, shape)
    where TOwner : class
    where TValue : class
{
    public override object? Get(object owner) => get((TOwner)owner);

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, TOwner owner)
    {
        if (!shape.TryRead(ref reader, ref reading, out var value))
        {
            return false;
        }

        set(owner, value);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, TOwner owner)
    {
        if (get(owner) is { } value)
        {
            writer.WritePropertyName(EncodedName);
            shape.Write(writer, value);
        }
    }
}
