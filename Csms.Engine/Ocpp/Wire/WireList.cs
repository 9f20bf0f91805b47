using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>An array of items of one form.</summary>
internal sealed class WireList<TItem>(WireShape<TItem> item, int? minItems = null, int? maxItems = null) : WireShape<IReadOnlyList<TItem>>
{
    public override WireKind Kind => WireKind.Array;

    public override WireShape Item => item;

    public override int? MinItems => minItems;

    public override int? MaxItems => maxItems;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, [MaybeNullWhen(false)] out IReadOnlyList<TItem> value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoList);
        }

        var items = new List<TItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var deviations = reading.DeviationCount;
            if (items.Count == maxItems)
            {
                return reading.Fail(WireViolationKind.TooMany, FrameNote.TooMany, maxItems);
            }

            if (!item.TryRead(ref reader, ref reading, out var one))
            {
                reading.FailedAt(items.Count);
                return false;
            }

            if (reading.DeviationCount != deviations)
            {
                reading.DeviatedAt(deviations, items.Count);
            }

            items.Add(one);
        }

        if (items.Count < minItems)
        {
            return reading.Fail(WireViolationKind.TooFew, FrameNote.TooFew, minItems);
        }

        value = items;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<TItem> value)
    {
        writer.WriteStartArray();
        for (var i = 0; i < value.Count; i++)
        {
            item.Write(writer, value[i]);
        }

        writer.WriteEndArray();
    }
}
