using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Stations.Configuration;

/// <summary>What a station says a variable may be (OCPP 2.1 part 2, VariableCharacteristicsType). Pure.</summary>
/// <param name="DataType">string, decimal, integer, dateTime, boolean, OptionList, SequenceList, MemberList; null: not told.</param>
/// <param name="Unit">UnitOfMeasure, such as <c>s</c> or <c>W</c>.</param>
/// <param name="MinLimit">Least value of a number.</param>
/// <param name="MaxLimit">Highest value of a number; longest text of a string or list, characters.</param>
/// <param name="MaxElements">Most members of a list (2.1).</param>
/// <param name="Values">Words that are allowed; empty: any.</param>
/// <param name="SupportsMonitoring">Monitors can be set on it.</param>
public sealed record VariableCharacteristics(
    string? DataType, string? Unit, decimal? MinLimit, decimal? MaxLimit, int? MaxElements, ImmutableArray<string> Values, bool SupportsMonitoring)
{
    /// <summary>Longest value that can be set, characters (OCPP 2.1 part 2, SetVariableDataType; 2.0.1 takes 1000).</summary>
    public const int LongestValue = 2500;

    /// <summary>Nothing is known.</summary>
    public static readonly VariableCharacteristics Unknown = new(null, null, null, null, null, [], false);

    /// <summary>It is one of a list of words.</summary>
    public bool IsChoice => DataType == "OptionList" && !Values.IsEmpty;

    /// <summary>It is a list of words.</summary>
    public bool IsList => DataType is "MemberList" or "SequenceList";

    /// <summary>Reads the JSON that a report brought; what is not understood is left out.</summary>
    public static VariableCharacteristics Parse(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonObject told) return Unknown;
        return new(Word("dataType"), Word("unit"), Number("minLimit"), Number("maxLimit"), (int?)Number("maxElements"),
            Word("valuesList")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray() ?? [],
            told["supportsMonitoring"]?.GetValueKind() == JsonValueKind.True);

        string? Word(string member) => told[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
        decimal? Number(string member) => told[member] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>What is wrong with a value for it; null when nothing is.</summary>
    public ValueFault? Check(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > LongestValue) return new(ValueFaultKind.TooLong, LongestValue.ToString(CultureInfo.InvariantCulture));
        switch (DataType)
        {
            case "integer":
                return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Within(whole) : new(ValueFaultKind.NoInteger);
            case "decimal":
                return decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Within(number) : new(ValueFaultKind.NoNumber);
            case "boolean":
                return value is "true" or "false" ? null : new(ValueFaultKind.NoBoolean);
            case "dateTime":
                return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) && value.Contains('T', StringComparison.Ordinal) ? null : new(ValueFaultKind.NoTime);
            case "OptionList":
                return Values.IsEmpty || Values.Contains(value) ? null : new(ValueFaultKind.NotInList, string.Join(", ", Values));
            case "MemberList" or "SequenceList":
                var members = Members(value);
                return !Values.IsEmpty && members.FirstOrDefault(member => !Values.Contains(member)) is { } odd ? new(ValueFaultKind.MemberNotInList, odd)
                    : MaxElements is { } most && members.Length > most ? new(ValueFaultKind.TooMany, most.ToString(CultureInfo.InvariantCulture))
                    : Short(value);
            default:
                return DataType is null ? null : Short(value);
        }
    }

    /// <summary>Whether two values say the same: numbers by value, lists of members in any order.</summary>
    public bool Same(string? one, string? other)
    {
        if (string.Equals(one?.Trim(), other?.Trim(), StringComparison.Ordinal)) return true;
        if (one is null || other is null) return false;
        if (DataType is null or "boolean" && bool.TryParse(one, out var first) && bool.TryParse(other, out var second)) return first == second;
        if (DataType is null or "integer" or "decimal" && decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var left) && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)) return left == right;
        return DataType switch
        {
            "MemberList" => Members(one).ToHashSet(StringComparer.Ordinal).SetEquals(Members(other)),
            "SequenceList" => Members(one).SequenceEqual(Members(other), StringComparer.Ordinal),
            _ => false,
        };
    }

    private static string[] Members(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private ValueFault? Within(decimal number) =>
        MinLimit is { } least && number < least ? new(ValueFaultKind.TooSmall, least.ToString(CultureInfo.InvariantCulture))
        : MaxLimit is { } most && number > most ? new(ValueFaultKind.TooLarge, most.ToString(CultureInfo.InvariantCulture))
        : null;

    private ValueFault? Short(string value) => MaxLimit is { } most && value.Length > most ? new(ValueFaultKind.TooLong, most.ToString(CultureInfo.InvariantCulture)) : null;
}
