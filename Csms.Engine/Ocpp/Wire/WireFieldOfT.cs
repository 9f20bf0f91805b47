using System.Text.Encodings.Web;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>A member that reads into and writes from an owner.</summary>
internal abstract class WireField<TOwner>(string name, bool required, WireShape shape) : WireField(name, required, shape)
    where TOwner : class
{
    protected JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public abstract bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, TOwner owner);

    /// <summary>Writes name and value, or nothing when the value is absent.</summary>
    public abstract void Write(Utf8JsonWriter writer, TOwner owner);
}
