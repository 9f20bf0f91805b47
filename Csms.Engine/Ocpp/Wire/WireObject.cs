using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>An object of a known type as the value of a field.</summary>
internal sealed class WireObject<T>(WireType<T> type) : WireShape<T>
    where T : class
{
    public override WireKind Kind => WireKind.Object;

    public override WireType Nested => type;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, [MaybeNullWhen(false)] out T value) =>
        type.TryReadObject(ref reader, ref reading, out value);

    public override void Write(Utf8JsonWriter writer, T value) => type.WriteObject(writer, value);
}
