using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>A value the schema leaves open (DataTransfer.data of 2.x, customData): never refused, kept raw.</summary>
internal sealed class WireAny : WireShape<WireJson>
{
    public static readonly WireAny Shape = new();

    public override WireKind Kind => WireKind.Any;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, [MaybeNullWhen(false)] out WireJson value)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        value = new WireJson(reading.Source[start..(int)reader.BytesConsumed].ToArray());
        return true;
    }

    public override void Write(Utf8JsonWriter writer, WireJson value) => writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
