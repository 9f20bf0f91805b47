using System.Globalization;
using System.Text.Json;

namespace Csms.Console.Api.Http;

/// <summary>Reads members of a body and gathers what is wrong with them, by member.</summary>
internal sealed class BodyReader(JsonBody body)
{
    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    /// <summary>What is wrong, by member; empty when all is well.</summary>
    public IDictionary<string, string[]> Faults => _faults;

    /// <summary>Notes that a member is wrong.</summary>
    public void Fault(string member, string text) => _faults.TryAdd(member, [text]);

    /// <summary>A text of <paramref name="least"/> to <paramref name="most"/> characters without control characters.</summary>
    public Named<string> Text(string member, int most, int least = 1, bool nullable = true)
    {
        if (!Find(member, nullable, JsonValueKind.String, "a text", out var element)) return default;
        if (element.ValueKind == JsonValueKind.Null) return new(true, null);
        var text = element.GetString()!;
        if (text.Length < least || text.Length > most) return Wrong<string>(member, $"{least} to {most} characters are needed.");
        return text.Any(char.IsControl) ? Wrong<string>(member, "Control characters are not allowed.") : new(true, text);
    }

    /// <summary>A word of an enumeration, spelt exactly.</summary>
    public Named<T> Word<T>(string member) where T : struct, Enum
    {
        if (!Find(member, false, JsonValueKind.String, "a text", out var element)) return default;
        foreach (var value in Enum.GetValues<T>())
            if (element.ValueEquals(value.ToString())) return new(true, value);
        return Wrong<T>(member, $"One of: {string.Join(", ", Enum.GetNames<T>())}.");
    }

    /// <summary>A word of a list, spelt exactly.</summary>
    public Named<string> Word(string member, IReadOnlyCollection<string> words)
    {
        if (!Find(member, false, JsonValueKind.String, "a text", out var element)) return default;
        var text = element.GetString()!;
        return words.Contains(text) ? new(true, text) : Wrong<string>(member, $"One of: {string.Join(", ", words)}.");
    }

    /// <summary>Words of a list, spelt exactly, each at most once or null.</summary>
    public Named<IReadOnlyList<string>> Words(string member, IReadOnlyCollection<string> words, bool nullable = true)
    {
        if (!Find(member, nullable, JsonValueKind.Array, "a list of words", out var element)) return default;
        if (element.ValueKind == JsonValueKind.Null) return new(true, null);
        var given = element.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String ? each.GetString()! : "").ToList();
        return given.TrueForAll(words.Contains) ? new(true, given) : Wrong<IReadOnlyList<string>>(member, $"Each of: {string.Join(", ", words)}.");
    }

    public Named<bool> Flag(string member)
    {
        if (!body.Root.TryGetProperty(member, out var element)) return default;
        return element.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new(true, element.GetBoolean())
            : Wrong<bool>(member, "true or false is needed.");
    }

    public Named<int> Integer(string member, int least, int most)
    {
        if (!Find(member, false, JsonValueKind.Number, "an integer", out var element)) return default;
        return element.TryGetInt32(out var number) && number >= least && number <= most
            ? new(true, number)
            : Wrong<int>(member, string.Create(CultureInfo.InvariantCulture, $"An integer from {least} to {most} is needed."));
    }

    public Named<long?> Long(string member, long least, long most)
    {
        if (!Find(member, true, JsonValueKind.Number, "an integer", out var element)) return default;
        if (element.ValueKind == JsonValueKind.Null) return new(true, null);
        return element.TryGetInt64(out var number) && number >= least && number <= most
            ? new(true, number)
            : Wrong<long?>(member, string.Create(CultureInfo.InvariantCulture, $"An integer from {least} to {most} is needed."));
    }

    public Named<double?> Number(string member, double least, double most)
    {
        if (!Find(member, true, JsonValueKind.Number, "a number", out var element)) return default;
        if (element.ValueKind == JsonValueKind.Null) return new(true, null);
        return element.TryGetDouble(out var number) && number >= least && number <= most
            ? new(true, number)
            : Wrong<double?>(member, string.Create(CultureInfo.InvariantCulture, $"A number from {least} to {most} is needed."));
    }

    /// <summary>A time of ISO 8601; one without an offset is UTC.</summary>
    public Named<DateTimeOffset?> Time(string member)
    {
        if (!Find(member, true, JsonValueKind.String, "a time", out var element)) return default;
        if (element.ValueKind == JsonValueKind.Null) return new(true, null);
        return UtcTime.TryParse(element.GetString(), out var time) ? new(true, time) : Wrong<DateTimeOffset?>(member, UtcTime.Needed);
    }

    /// <summary>A list of texts, each of 1 to <paramref name="most"/> characters without control characters, or null.</summary>
    public Named<IReadOnlyList<string>> Texts(string member, int most, bool nullable = false)
    {
        if (!Find(member, nullable, JsonValueKind.Array, "a list", out var element)) return default;
        if (element.ValueKind == JsonValueKind.Null) return new(true, null);
        var texts = element.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String ? each.GetString()! : "").ToList();
        return texts.TrueForAll(text => text.Length > 0 && text.Length <= most && !text.Any(char.IsControl)) ? new(true, texts) : Wrong<IReadOnlyList<string>>(member, $"Texts of 1 to {most} characters are needed.");
    }

    private bool Find(string member, bool nullable, JsonValueKind kind, string what, out JsonElement element)
    {
        if (!body.Root.TryGetProperty(member, out element)) return false;
        if (element.ValueKind == kind || (nullable && element.ValueKind == JsonValueKind.Null)) return true;
        Fault(member, nullable ? $"This must be {what} or null." : $"This must be {what}.");
        return false;
    }

    private Named<T> Wrong<T>(string member, string text)
    {
        Fault(member, text);
        return default;
    }
}
