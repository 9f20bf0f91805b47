using System.Collections.Frozen;
using Csms.Console.Texts;
using Csms.Engine.Ocpp.Wire;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Protocol;

/// <summary>
/// What OCPP's actions, fields and words mean, in the reader's language: help beside a message that is read or written. One table for
/// all versions (ProtocolTexts): a field is explained by its name, and by its owner's name where that makes a difference; so is a word.
/// </summary>
public sealed class ProtocolWords(IStringLocalizer<ProtocolTexts> texts)
{
    private static readonly string[] _phases = ["_L2", "_L3"];

    /// <summary>Texts that the schemas leave open although the standard's appendix has words for them: field and name of the list.</summary>
    private static readonly FrozenDictionary<string, string> _openLists = new Dictionary<string, string>
    {
        ["IdToken.type"] = "IdToken",
        ["ReserveNowRequest.connectorType"] = "Connector",
        ["SecurityEventNotificationRequest.type"] = "SecurityEvent",
        ["StatusInfo.reasonCode"] = "ReasonCode",
        ["ChargingLimit.chargingLimitSource"] = "ChargingLimitSource",
        ["ChargingProfileCriterion.chargingLimitSource"] = "ChargingLimitSource",
        ["ClearedChargingLimitRequest.chargingLimitSource"] = "ChargingLimitSource",
        ["ReportChargingProfilesRequest.chargingLimitSource"] = "ChargingLimitSource",
    }.ToFrozenDictionary();

    /// <summary>What an action is for; null for one that the standard does not know.</summary>
    /// <param name="action">As spelt on the wire.</param>
    public string? Action(string? action) => action is null ? null : Find($"Action.{action}");

    /// <summary>What an error code of 1.6 means; null for one that the standard does not know.</summary>
    /// <param name="code">As spelt on the wire.</param>
    public string? ErrorCode(string? code) => string.IsNullOrEmpty(code) ? null : Find($"Word.ChargePointErrorCode.{code}");

    /// <summary>What a field means, with its unit; null for one that the standard does not know.</summary>
    /// <param name="owner">Message or type that has it.</param>
    /// <param name="name">Its name on the wire.</param>
    public string? Field(WireType owner, string name)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(name);
        if (Find($"Field.{Plain(owner.Name)}.{name}") is { } own) return own;
        if (Find($"Field.{name}") is { } common) return common;
        foreach (var phase in _phases)
            if (name.EndsWith(phase, StringComparison.Ordinal) && Field(owner, name[..^phase.Length]) is { } all) return texts["Phase", all, phase[1..]];
        return null;
    }

    /// <summary>What a word means as the value of a field; null for one that says it all itself, or that the standard does not know.</summary>
    /// <param name="owner">Message or type that has the field.</param>
    /// <param name="name">The field's name on the wire.</param>
    /// <param name="shape">Form of the field, or of an item of its list.</param>
    /// <param name="word">The value.</param>
    public string? Word(WireType owner, string name, WireShape shape, string? word)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(shape);
        if (string.IsNullOrEmpty(word)) return null;
        if (shape.EnumName is { } list) return Find($"Word.{Plain(list)}.{word}") ?? Find($"Word.{word}");
        return _openLists.TryGetValue($"{Plain(owner.Name)}.{name}", out var open) ? Find($"Word.{open}.{word}") ?? Find($"Word.{word}") : null;
    }

    /// <summary>What may stand in a field: "text up to 20, required".</summary>
    public string Rule(WireShape shape, bool required)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var kind = shape.Kind switch
        {
            WireKind.Enum => texts["Rule.Enum", shape.Words.Count],
            WireKind.String when shape.MaxLength is { } most => texts["Rule.StringTo", most],
            var other => texts[$"Rule.{other}"],
        };
        var range = (shape.Minimum, shape.Maximum) switch
        {
            ({ } least, { } most) => texts["Rule.Between", least, most].Value,
            ({ } least, null) => texts["Rule.From", least].Value,
            (null, { } most) => texts["Rule.To", most].Value,
            _ => null,
        };
        var said = range is null ? kind.Value : $"{kind.Value} {range}";
        return required ? $"{said}, {texts["Rule.Required"].Value}" : said;
    }

    // The versions spell the names of types alike but for these endings.
    private static string Plain(string name)
    {
        foreach (var ending in (ReadOnlySpan<string>)["EnumType", "Type"])
            if (name.EndsWith(ending, StringComparison.Ordinal)) return name[..^ending.Length];
        return name;
    }

    private string? Find(string key) => texts[key] is { ResourceNotFound: false } found ? found.Value : null;
}
