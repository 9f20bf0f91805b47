using System.Text.Json.Serialization;
using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.Incidents;

/// <summary>The figures behind an incident, as its rule found them; the screens put them into words.</summary>
public sealed record IncidentDetail
{
    /// <summary>Nothing besides the rule.</summary>
    public static IncidentDetail None { get; } = new();

    /// <summary>The station's word: error code, stop reason, action of a command.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>Why the link was lost.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(StatementConverter<LinkEnd>))]
    public Statement<LinkEnd>? LinkEnd { get; init; }

    /// <summary>The word, or the reason in English.</summary>
    [JsonIgnore]
    public string? Word => LinkEnd?.ToString() ?? Code;

    /// <summary>The vendor's code and text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>The vendor's code alone, where <see cref="Text"/> begins with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VendorCode { get; init; }

    /// <summary>Whose code it is, where the station says so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VendorId { get; init; }

    /// <summary>The value of a variable that is reported as an alert.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    /// <summary>How much the station says that an alert matters: 0 (danger) to 9 (debug).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Level { get; init; }

    /// <summary>How many: boots, losses, sessions, commands, payments, stations; of alerts those that one incident sums up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>How many are allowed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Limit { get; init; }

    /// <summary>Within how many minutes, for rules that count in a window.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Minutes { get; init; }

    /// <summary>Until when something is valid; UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Until { get; init; }

    /// <summary>How far the station's clock is ahead of ours in seconds; negative is behind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? OffsetSeconds { get; init; }
}
