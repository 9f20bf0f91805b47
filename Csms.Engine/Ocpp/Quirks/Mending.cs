using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>A payload under repair: its tree, what was mended so far, and the samples that are kept as written.</summary>
internal sealed class Mending
{
    /// <summary>Stands where a required time was unusable; translated to null.</summary>
    public static readonly DateTimeOffset NoTime = DateTimeOffset.MinValue;

    /// <summary>Stands where a required register was missing; translated to null.</summary>
    public const long NoRegister = long.MinValue;

    private readonly List<FrameNote> notes = [];
    private readonly Dictionary<(int Reading, int Sample), (SampleContext Context, RawSample Sample)> setAside = [];

    private Mending(JsonObject payload) => Payload = payload;

    public JsonObject Payload { get; }

    /// <summary>The quirks that were mended, each once.</summary>
    public IReadOnlyList<FrameNote> Notes => notes;

    /// <summary>Samples that can't be measured by (no number, wrong unit) are kept as written instead of refusing the message.</summary>
    public bool KeepsUnusableSamples { get; set; }

    /// <summary>A time of a message; null when it stands for an unusable one.</summary>
    public static DateTimeOffset? TimeOf(DateTimeOffset time) => time == NoTime ? null : time;

    /// <summary>Starts on a payload; null when it is no well-formed object, which nothing mends.</summary>
    public static Mending? TryStart(ReadOnlySpan<byte> payload)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = WireLimits.MaxDepth };
            return JsonNode.Parse(payload, documentOptions: options) is JsonObject tree ? new Mending(tree) : null;
        }
        catch (JsonException)
        {
            // Broken text was already reported by the strict reading.
            return null;
        }
    }

    /// <summary>Lets the first quirk that knows the violation mend it, and gives the payload as it is then.</summary>
    public bool TryMend(string action, WireViolation violation, WireType schema, [NotNullWhen(true)] out byte[]? payload)
    {
        payload = null;
        try
        {
            foreach (var quirk in QuirkCatalogue.OfPayloads)
            {
                if (quirk.Applies(action, violation) && quirk.Mend(violation, schema, this))
                {
                    if (!notes.Contains(quirk.Note))
                    {
                        notes.Add(quirk.Note);
                    }

                    payload = Encoding.UTF8.GetBytes(Payload.ToJsonString());
                    return true;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair somewhere in the tree: the tree has no Try form to read it.
        }

        return false;
    }

    /// <summary>Keeps a sample as written; a harmless one stands in its place, so that positions stay.</summary>
    public void SetAside(SamplePath place, SampleContext context, RawSample sample)
    {
        setAside[(place.Reading, place.Sample)] = (context, sample);
        if (SampleAt(place) is { Parent: JsonArray samples } own)
        {
            samples[place.Sample] = new JsonObject { ["value"] = own["value"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? 0 : "0" };
        }
    }

    /// <summary>The sample that was set aside at this place, or null.</summary>
    public (SampleContext Context, RawSample Sample)? SetAsideAt(int reading, int sample) => setAside.TryGetValue((reading, sample), out var aside) ? aside : null;

    /// <summary>The sample at a place, or null.</summary>
    public JsonObject? SampleAt(SamplePath place) => SamplesAt(place.Array, place.Reading) is { } samples && place.Sample < samples.Count ? samples[place.Sample] as JsonObject : null;

    /// <summary>All samples of the payload that are objects.</summary>
    public IEnumerable<(SamplePath Place, JsonObject Sample)> Samples()
    {
        foreach (var array in SamplePath.Arrays)
        {
            for (var reading = 0; Payload[array] is JsonArray readings && reading < readings.Count; reading++)
            {
                for (var sample = 0; SamplesAt(array, reading) is { } samples && sample < samples.Count; sample++)
                {
                    if (samples[sample] is JsonObject own)
                    {
                        yield return (new SamplePath(array, reading, sample, ""), own);
                    }
                }
            }
        }
    }

    /// <summary>The object that has the member at the end of a path, with the member's name; null when there is none.</summary>
    public (JsonObject Owner, string Member)? Find(string path)
    {
        JsonNode? node = Payload;
        var parts = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length - 1; i++)
        {
            node = (node, parts[i]) switch
            {
                (JsonObject owner, not ['[', ..]) => owner[parts[i]],
                (JsonArray list, ['[', .. var digits, ']']) when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < list.Count => list[at],
                _ => null,
            };
        }

        return parts.Length > 0 && node is JsonObject last && parts[^1][0] != '[' ? (last, parts[^1]) : null;
    }

    /// <summary>The field at a path of the schema, or null.</summary>
    public static WireField? FieldAt(WireType schema, string path)
    {
        WireField? field = null;
        WireType? type = schema;
        foreach (var part in path.Split('.'))
        {
            var end = part.IndexOf('[', StringComparison.Ordinal);
            field = type?.Field(end < 0 ? part : part[..end]);
            type = field?.Shape.Nested;
        }

        return field;
    }

    private JsonArray? SamplesAt(string array, int reading) =>
        Payload[array] is JsonArray readings && reading < readings.Count && readings[reading] is JsonObject own ? own["sampledValue"] as JsonArray : null;
}
