using System.Text;
using System.Text.RegularExpressions;
using Csms.Engine.Storage;

namespace Csms.Engine.LiveView;

/// <summary>
/// A field with its value, looked for in payloads: "connectorId:2", "status:Faulted". A number is meant whole, a text by its beginning;
/// case does not matter. Pure.
/// </summary>
public sealed partial record FieldTerm
{
    private readonly Regex _regex;

    private FieldTerm(string name, string value)
    {
        var end = value.All(char.IsAsciiDigit) ? """[",}\]\s]""" : "";
        Pattern = $"""
            "{name}"\s*:\s*"?{Literal(value)}{end}
            """;
        _regex = new Regex(Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>The same as a regular expression that PostgreSQL and .NET read alike.</summary>
    public string Pattern { get; }

    /// <summary>Reads what was typed; null when it is no field with a value.</summary>
    public static FieldTerm? Parse(string? text) => text is not null && Shape().Match(text.Trim()) is { Success: true } found ? new(found.Groups[1].Value, found.Groups[2].Value) : null;

    /// <summary>What the log looks for when this was typed: the text, and the field if it is one; null: nothing.</summary>
    public static FrameSearch? Search(string? text) => string.IsNullOrWhiteSpace(text) ? null : new FrameSearch(text.Trim(), Parse(text)?.Pattern);

    /// <summary>Whether a payload holds it.</summary>
    public bool IsIn(string? payload) => payload is not null && _regex.IsMatch(payload);

    // What is no letter or digit means itself behind a backslash in both kinds of expression.
    private static string Literal(string value)
    {
        var literal = new StringBuilder(value.Length + 8);
        foreach (var letter in value)
        {
            if (letter < 128 && !char.IsAsciiLetterOrDigit(letter))
            {
                literal.Append('\\');
            }

            literal.Append(letter);
        }

        return literal.ToString();
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9_]{0,59}):\\s*\"?([^\\s/\"][^\"]{0,199})\"?$")]
    private static partial Regex Shape();
}
