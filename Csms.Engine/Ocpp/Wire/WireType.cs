using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>The field table of a message or of a type inside messages.</summary>
public abstract class WireType
{
    private protected WireType(string name) => Name = name;

    /// <summary>The official name: the message with Request or Response, or the definition.</summary>
    public string Name { get; }

    /// <summary>The members in the order of the official schema.</summary>
    public abstract IReadOnlyList<WireField> Fields { get; }

    /// <summary>A member by its name on the wire; null: it has none such.</summary>
    public WireField? Field(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Checks a payload: the first violation, or null, and the deviations.</summary>
    public abstract WireViolation? Check(ReadOnlySpan<byte> json, out IReadOnlyList<WireDeviation> deviations);

    /// <summary>Reads a payload without knowing its .NET type.</summary>
    internal abstract WireResult<IWireMessage> ReadMessage(ReadOnlySpan<byte> json);

    internal abstract void WriteMessage(Utf8JsonWriter writer, IWireMessage message);
}
