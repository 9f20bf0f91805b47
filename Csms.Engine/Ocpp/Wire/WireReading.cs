using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>State of reading one payload. Paths are built only while a failure or deviation travels outwards, so a clean message pays nothing.</summary>
internal ref struct WireReading(ReadOnlySpan<byte> source)
{
    /// <summary>A hostile payload must not make a list of its own size.</summary>
    public const int MaxDeviations = 16;

    private WireViolationKind kind;
    private FrameNote said;
    private StatementValue[]? bounds;
    private string path = "";
    private List<WireDeviation>? deviations;

    /// <summary>The text under the reader, for parts that are kept raw.</summary>
    public ReadOnlySpan<byte> Source { get; } = source;

    public readonly int DeviationCount => deviations?.Count ?? 0;

    public readonly IReadOnlyList<WireDeviation> Deviations => deviations ?? (IReadOnlyList<WireDeviation>)[];

    public readonly WireViolation? Violation => bounds is null ? null : new WireViolation(kind, path, path.Length > 0 ? Statement.Of(said, [path, .. bounds]) : Statement.Of(OfName(said), bounds));

    /// <summary>The value being read breaks its schema.</summary>
    /// <param name="violation">In which way.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="values">The values after the path.</param>
    public bool Fail(WireViolationKind violation, FrameNote what, params ReadOnlySpan<StatementValue> values)
    {
        kind = violation;
        said = what;
        bounds = values.ToArray();
        return false;
    }

    /// <summary>Notes a deviation at <paramref name="member"/> of the value being read ("" = the value itself).</summary>
    public void Deviate(WireDeviationKind deviation, string member)
    {
        if (DeviationCount < MaxDeviations)
        {
            (deviations ??= []).Add(new WireDeviation(deviation, member.Length > 100 ? member[..100] : member));
        }
    }

    /// <summary>Puts the failed value below <paramref name="segment"/>.</summary>
    public void FailedBelow(string segment) => path = Join(segment, path);

    public void FailedAt(int index) => FailedBelow(Index(index));

    /// <summary>Puts the deviations noted since <paramref name="from"/> below <paramref name="segment"/>.</summary>
    public readonly void DeviatedBelow(int from, string segment)
    {
        for (var i = from; i < DeviationCount; i++)
        {
            deviations![i] = deviations[i] with { Path = Join(segment, deviations[i].Path) };
        }
    }

    public readonly void DeviatedAt(int from, int index) => DeviatedBelow(from, Index(index));

    /// <summary>The text of a string token or member name. An escape of half a surrogate pair, or of U+0000 that no store takes, is a violation.</summary>
    public bool TryText(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        if (!reader.ValueIsEscaped)
        {
            text = reader.GetString()!;
            return true;
        }

        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader has no Try form: an unpaired surrogate is only found while unescaping.
            text = null;
            return Fail(WireViolationKind.Malformed, FrameNote.HalfSurrogate);
        }

        return !text.Contains('\0', StringComparison.Ordinal) || Fail(WireViolationKind.Malformed, FrameNote.Nul);
    }

    // Only the name of a member can be wrong where there is no path yet.
    private static FrameNote OfName(FrameNote what) => what switch
    {
        FrameNote.HalfSurrogate => FrameNote.HalfSurrogateInName,
        FrameNote.Nul => FrameNote.NulInName,
        _ => what,
    };

    private static string Index(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]");

    private static string Join(string outer, string inner) =>
        inner.Length == 0 ? outer : inner[0] == '[' ? outer + inner : outer + "." + inner;
}
