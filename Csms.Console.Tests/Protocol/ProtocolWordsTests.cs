using System.Globalization;
using System.Resources;
using Csms.Console.Protocol;
using Csms.Console.Tests.Support;
using Csms.Console.Texts;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Tests.Protocol;

/// <summary>Whatever may stand in a message of whatever version is explained in both languages, and nothing else is in the table.</summary>
public sealed class ProtocolWordsTests : ControlTest
{
    private const int Longest = 125;

    /// <summary>Lists of the standard's appendix: they have words that no schema names.</summary>
    private static readonly string[] _openLists = ["Word.ReasonCode.", "Word.SecurityEvent.", "Word.IdToken.", "Word.Connector.", "Word.ChargingLimitSource."];

    /// <summary>Words that say it all themselves: agreement and refusal, units, phases, days, names of techniques.</summary>
    private static readonly HashSet<string> _plain =
    [
        "Accepted", "Rejected", "Failed", "Other", "Unknown",
        "A", "V", "W", "kW", "Wh", "kWh", "VA", "kVA", "var", "kvar", "varh", "kvarh", "K", "Celsius", "Celcius", "Fahrenheit", "Percent",
        "L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1", "AC", "DC",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Daily", "Weekly",
        "SHA256", "SHA384", "SHA512", "PAP", "CHAP", "NONE", "AUTO", "IKEv2", "IPSec", "L2TP", "PPTP", "JSON", "SOAP", "ASCII", "HTML", "UTF8",
        "OCPP12", "OCPP15", "OCPP16", "OCPP20", "OCPP201", "OCPP21", "Wired0", "Wired1", "Wired2", "Wired3", "Wireless0", "Wireless1", "Wireless2", "Wireless3",
        "string", "decimal", "integer", "dateTime", "boolean",
    ];

    public static TheoryData<OcppVersion, string> Everywhere
    {
        get
        {
            var all = new TheoryData<OcppVersion, string>();
            foreach (var version in OcppVersions.All)
                foreach (var culture in (string[])["en-GB", "de-DE"]) all.Add(version, culture);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void EveryActionFieldAndWord_OfAVersion_IsExplained(OcppVersion version, string culture)
    {
        Speak(culture);
        var words = new ProtocolWords(Services.GetRequiredService<IStringLocalizer<ProtocolTexts>>());
        var (silent, seen) = (new SortedSet<string>(StringComparer.Ordinal), 0);
        void Said(string? text, string of)
        {
            seen++;
            if (string.IsNullOrWhiteSpace(text) || text.Length > Longest || text.EndsWith('.') || text.Contains('{', StringComparison.Ordinal)) silent.Add($"{of}: {text}");
        }

        foreach (var action in version.Actions()) Said(words.Action(action.Name), action.Name);
        foreach (var (owner, field) in Fields(version))
        {
            Said(words.Field(owner, field.Name), $"{owner.Name}.{field.Name}");
            var shape = field.Shape.Item ?? field.Shape;
            foreach (var word in shape.Words)
                if (!_plain.Contains(word)) Said(words.Word(owner, field.Name, shape, word), $"{shape.EnumName}.{word}");
        }

        Assert.Equal("", string.Join('\n', silent));
        Assert.InRange(seen, 300, 10_000);
    }

    [Fact]
    public void Table_EveryEntry_ExplainsSomethingThatThereIs()
    {
        var asked = new AskedTexts(Services.GetRequiredService<IStringLocalizer<ProtocolTexts>>());
        var words = new ProtocolWords(asked);
        foreach (var version in OcppVersions.All)
        {
            foreach (var action in version.Actions()) words.Action(action.Name);
            foreach (var (owner, field) in Fields(version))
            {
                words.Field(owner, field.Name);
                words.Rule(field.Shape, field.Required);
                var shape = field.Shape.Item ?? field.Shape;
                words.Rule(shape, false);
                foreach (var word in shape.Words) words.Word(owner, field.Name, shape, word);
            }
        }

        var entries = new ResourceManager(typeof(ProtocolTexts)).GetResourceSet(CultureInfo.InvariantCulture, true, false)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key);
        Assert.Equal("", string.Join('\n', entries.Where(key => !asked.Found.Contains(key) && !_openLists.Any(list => key.StartsWith(list, StringComparison.Ordinal))).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("2.1", "Authorize", "idToken", "type", "ISO14443", "RFID card")]
    [InlineData("2.1", "ReserveNow", null, "connectorType", "cCCS2", "CCS 2, cable")]
    [InlineData("1.6", "SecurityEventNotification", null, "type", "TamperDetectionActivated", "The case was opened")]
    [InlineData("1.6", "StatusNotification", null, "status", "SuspendedEV", "Paused by car")]
    [InlineData("1.6", "StatusNotification", null, "status", "VendorsOwn", null)]
    public void Word_OfAListThatTheSchemaLeavesOpen_IsExplainedToo(string version, string action, string? inside, string field, string word, string? meaning)
    {
        Assert.True(OcppVersions.TryParseSubprotocol("ocpp" + version, out var known));
        var owner = known.Actions().Find(action)!.Request;
        if (inside is not null) owner = owner.Field(inside)!.Shape.Nested!;
        Assert.Equal(meaning, new ProtocolWords(Services.GetRequiredService<IStringLocalizer<ProtocolTexts>>()).Word(owner, field, owner.Field(field)!.Shape, word));
    }

    private static IEnumerable<(WireType Owner, WireField Field)> Fields(OcppVersion version)
    {
        var seen = new HashSet<WireType>();
        var open = new Queue<WireType>(version.Actions().SelectMany(action => new[] { action.Request, action.Response }).OfType<WireType>());
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;
            foreach (var field in type.Fields)
            {
                yield return (type, field);
                if (field.Shape.Nested is { } nested) open.Enqueue(nested);
            }
        }
    }

    /// <summary>Notes what was asked for and found.</summary>
    private sealed class AskedTexts(IStringLocalizer<ProtocolTexts> texts) : IStringLocalizer<ProtocolTexts>
    {
        public HashSet<string> Found { get; } = [];

        public LocalizedString this[string name] => Note(texts[name]);

        public LocalizedString this[string name, params object[] arguments] => Note(texts[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);

        private LocalizedString Note(LocalizedString text)
        {
            if (!text.ResourceNotFound) Found.Add(text.Name);
            return text;
        }
    }
}
