using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Csms.Console.Api.Http;

/// <summary>The query of a request, read member by member; what is wrong is gathered by member.</summary>
internal sealed class ApiQuery
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    private readonly IQueryCollection _query;
    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    private ApiQuery(IQueryCollection query) => _query = query;

    public IDictionary<string, string[]> Faults => _faults;

    /// <summary>Entries of a page: 1 to 1000, more is cut to 1000; 100 when nothing is said.</summary>
    public int Limit()
    {
        if (Text("limit") is not { } text) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1) return Math.Min(limit, MaxLimit);
        Fault("limit", $"A number from 1 to {MaxLimit} is needed.");
        return DefaultLimit;
    }

    /// <summary>A parameter; null when absent or empty.</summary>
    public string? Text(string name) => _query.TryGetValue(name, out var values) && values[^1] is { Length: > 0 } text ? text : null;

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        // A "+" of an offset arrives as a blank when it was not escaped.
        if (UtcTime.TryParse(text.Contains('T', StringComparison.Ordinal) ? text.Replace(' ', '+') : text, out var time)) return time;
        Fault(name, UtcTime.Needed);
        return null;
    }

    public int? Integer(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(name, string.Create(CultureInfo.InvariantCulture, $"An integer from {least} to {most} is needed."));
        return null;
    }

    /// <summary>One of a few words, whatever their case.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text) return null;
        foreach (var word in words)
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return word;
        Fault(name, $"One of: {string.Join(", ", words.ToArray())}.");
        return null;
    }

    /// <summary>The place after which the page begins, as <see cref="Page{T}"/> wrapped it; null on the first page.</summary>
    public string? Cursor()
    {
        if (Text("cursor") is not { } word) return null;
        if (Base64Url.IsValid(word)) return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(word));
        NotACursor();
        return null;
    }

    /// <summary>The same where a place is more than a text.</summary>
    public TPlace? Cursor<TPlace>(PlaceReader<TPlace> read) where TPlace : struct
    {
        if (Cursor() is not { } text) return null;
        if (read(text, out var place)) return place;
        NotACursor();
        return null;
    }

    /// <summary>How many entries of a whole list are before the page.</summary>
    public int Skip() => Cursor(static (string text, out int skip) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out skip)) ?? 0;

    /// <summary>Lets an endpoint take the query as a parameter.</summary>
    public static ValueTask<ApiQuery?> BindAsync(HttpContext context) => ValueTask.FromResult<ApiQuery?>(new(context.Request.Query));

    private void NotACursor() => Fault("cursor", "This is not a cursor of this list: take the member next of the page before.");

    private void Fault(string name, string text) => _faults.TryAdd(name, [text]);
}
