using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>A form that reads and writes values of one .NET type without boxing.</summary>
internal abstract class WireShape<TValue> : WireShape
{
    /// <summary>Reads the value at the reader's token; on false the violation stands in <paramref name="reading"/>.</summary>
    public abstract bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, [MaybeNullWhen(false)] out TValue value);

    public abstract void Write(Utf8JsonWriter writer, TValue value);
}
