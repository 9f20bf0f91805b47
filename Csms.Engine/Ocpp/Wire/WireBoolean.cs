using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

internal sealed class WireBoolean : WireShape<bool>
{
    public static readonly WireBoolean Shape = new();

    public override WireKind Kind => WireKind.Boolean;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return value || reader.TokenType == JsonTokenType.False || reading.Fail(WireViolationKind.WrongType, FrameNote.NoBoolean);
    }

    public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
}
