using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>Reads, checks and writes objects of one type by its field table.</summary>
internal sealed class WireType<T> : WireType
    where T : class
{
    private const int MaxFields = 64;

    private readonly Func<T> create;
    private readonly WireField<T>[] fields;
    private readonly ulong required;

    public WireType(string name, Func<T> create, WireField<T>[] fields)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Length, MaxFields);
        this.create = create;
        this.fields = fields;
        for (var i = 0; i < fields.Length; i++)
        {
            required |= fields[i].Required ? 1UL << i : 0;
        }

        Shape = new WireObject<T>(this);
    }

    public override IReadOnlyList<WireField> Fields => fields;

    /// <summary>This type as the form of a field.</summary>
    public WireObject<T> Shape { get; }

    /// <summary>Reads a payload. Anything but one well-formed object that fits the schema is a violation, never an exception.</summary>
    public WireResult<T> Read(ReadOnlySpan<byte> json)
    {
        var reading = new WireReading(json);
        T? value = null;
        if (!Utf8.IsValid(json))
        {
            // Utf8JsonReader passes over the inside of strings and would throw only where one is used.
            reading.Fail(WireViolationKind.Malformed, FrameNote.NotUtf8);
            return new WireResult<T>(null, reading.Violation, []);
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireLimits.MaxDepth });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reading.Fail(WireViolationKind.NotAnObject, FrameNote.NotAnObject);
            }
            else if (TryReadObject(ref reader, ref reading, out value) && reader.Read())
            {
                reading.Fail(WireViolationKind.Malformed, FrameNote.Followed);
            }
        }
        catch (JsonException)
        {
            // The one edge where bad JSON of a peer turns into a value.
            reading.Fail(WireViolationKind.Malformed, FrameNote.NotJson);
        }

        var violation = reading.Violation;
        return new WireResult<T>(violation is null ? value : null, violation, reading.Deviations);
    }

    public override WireViolation? Check(ReadOnlySpan<byte> json, out IReadOnlyList<WireDeviation> deviations)
    {
        var result = Read(json);
        deviations = result.Deviations;
        return result.Violation;
    }

    internal override WireResult<IWireMessage> ReadMessage(ReadOnlySpan<byte> json)
    {
        var result = Read(json);
        return new WireResult<IWireMessage>((IWireMessage?)result.Value, result.Violation, result.Deviations);
    }

    internal override void WriteMessage(Utf8JsonWriter writer, IWireMessage message) => WriteObject(writer, (T)message);

    public void WriteObject(Utf8JsonWriter writer, T value)
    {
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            field.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    public bool TryReadObject(ref Utf8JsonReader reader, ref WireReading reading, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoObject);
        }

        var owner = create();
        ulong seen = 0;
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryFind(ref reader, ref reading, next, out var index, out var unknown))
            {
                return false;
            }

            reader.Read();
            if (index < 0)
            {
                reading.Deviate(WireDeviationKind.UnknownMember, unknown!);
                reader.Skip();
                continue;
            }

            var field = fields[index];
            next = index + 1;
            if ((seen & (1UL << index)) != 0)
            {
                reading.Fail(WireViolationKind.DuplicateField, FrameNote.Twice);
                reading.FailedBelow(field.Name);
                return false;
            }

            seen |= 1UL << index;
            if (!TryReadField(ref reader, ref reading, field, owner))
            {
                reading.FailedBelow(field.Name);
                return false;
            }
        }

        var missing = required & ~seen;
        if (missing != 0)
        {
            reading.Fail(WireViolationKind.MissingField, FrameNote.Required);
            reading.FailedBelow(fields[System.Numerics.BitOperations.TrailingZeroCount(missing)].Name);
            return false;
        }

        value = owner;
        return true;
    }

    private static bool TryReadField(ref Utf8JsonReader reader, ref WireReading reading, WireField<T> field, T owner)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            if (field.Required)
            {
                return reading.Fail(WireViolationKind.WrongType, FrameNote.Null);
            }

            reading.Deviate(WireDeviationKind.NullMember, field.Name);
            return true;
        }

        var deviations = reading.DeviationCount;
        if (!field.TryRead(ref reader, ref reading, owner))
        {
            return false;
        }

        if (reading.DeviationCount != deviations)
        {
            reading.DeviatedBelow(deviations, field.Name);
        }

        return true;
    }

    /// <summary>Finds the field of a member name, trying the one expected next first; -1 and the name when there is none.</summary>
    private bool TryFind(ref Utf8JsonReader reader, ref WireReading reading, int next, out int index, out string? unknown)
    {
        unknown = null;
        index = -1;
        ReadOnlySpan<byte> name;
        if (reader.ValueIsEscaped)
        {
            if (!reading.TryText(ref reader, out var text))
            {
                return false;
            }

            name = Encoding.UTF8.GetBytes(text);
        }
        else
        {
            name = reader.ValueSpan;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            var candidate = next + i;
            candidate -= candidate >= fields.Length ? fields.Length : 0;
            if (name.SequenceEqual(fields[candidate].Utf8Name))
            {
                index = candidate;
                return true;
            }
        }

        unknown = Encoding.UTF8.GetString(name.Length > 100 ? name[..100] : name);
        return true;
    }
}
