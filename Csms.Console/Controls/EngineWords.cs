using System.Globalization;
using Csms.Console.Texts;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Controls;

/// <summary>What the engine says, in the person's language; words of the protocol and of people stay as they are.</summary>
public sealed class EngineWords(IStringLocalizer<EngineTexts> texts, Formats formats)
{
    /// <summary>How the person writes figures.</summary>
    public CultureInfo Culture => formats.Culture;

    /// <summary>A statement of the engine.</summary>
    /// <param name="statement">What it says.</param>
    /// <param name="zone">Zone of the instants in it; null: the person's.</param>
    public string Say<TCode>(Statement<TCode> statement, TimeZoneInfo? zone = null)
        where TCode : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(statement);
        return statement.Fill(texts[$"{typeof(TCode).Name}.{statement.Code}"], value => Say(value, zone));
    }

    /// <summary>A connecting word of a line in the words of the protocol: "3 variables", "more follows".</summary>
    public string Line(string word, params ReadOnlySpan<object> values) => texts["Line." + word, values.ToArray()];

    /// <summary>Why an EVSE is as it is.</summary>
    public string Say(EvseReason reason) => reason.LinkEnd is { } end ? Say(end) : reason.FaultCode ?? "";

    private string Say(StatementValue value, TimeZoneInfo? zone) => value switch
    {
        { Word: { } word } => word,
        { Number: { } number } => formats.Number(number),
        { At: { } at } => $"{formats.Date(at, zone)} {formats.Seconds(at, zone)}",
        { Span: { } span } => formats.Duration(span),
        { Within: { } within } => texts[within.Key] is { ResourceNotFound: false } text ? Statement.Fill(text, within.Values, each => Say(each, zone)) : within.Text,
        _ => Formats.Unknown,
    };
}
