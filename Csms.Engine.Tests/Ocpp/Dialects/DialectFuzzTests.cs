using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using FsCheck;
using FsCheck.Fluent;

namespace Csms.Engine.Tests.Ocpp.Dialects;

public sealed class DialectFuzzTests
{
    // What payloads are made of: names that mean something, so that the reading gets past the first member.
    private static readonly string[] Names = ["connectorId", "idTag", "timestamp", "meterValue", "sampledValue", "value", "unit", "measurand", "transactionId", "meterStart", "meterStop", "status", "errorCode", "transactionData", "evseId", "transactionInfo", "eventType", "seqNo", "triggerReason", "idToken", "type", "x"];

    private static readonly string[] Scalars = ["null", "true", "1", "-1", "1e40", "0.5", "99999999999999999999", "\"\"", "\"1\"", "\" 1,5 \"", "\"2026-01-01T00:00:00Z\"", "\"0000\"", "1772359200123", "\"Available\"", "\"AVAILABLE\"", "\"kwh\"", "\"Voltage\"", "\"\\ud800\"", "\"\\u0000\"", "\"Started\"", "{}", "[]", "[[]]"];

    private static readonly Gen<string> Json = Gen.Sized(size => Value(Math.Min(size, 4)));

    [Theory]
    [MemberData(nameof(Dialect.Versions), MemberType = typeof(Dialect))]
    public void Translate_AnyJson_NeverThrows(string version)
    {
        foreach (var action in Dialect.Actions[version])
        {
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Json.ToArbitrary(), json => Holds(Dialect.Translate(version, action.Name, json))));
        }
    }

    [Theory]
    [MemberData(nameof(Dialect.Versions), MemberType = typeof(Dialect))]
    public void Translate_AnyBytes_NeverThrows(string version) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<byte[]>(bytes => Holds(Dialect.ByName[version].Translate("MeterValues", bytes))));

    [Theory]
    [MemberData(nameof(Dialect.Versions), MemberType = typeof(Dialect))]
    public void Translate_DamagedMeterValues_NeverThrows(string version)
    {
        var frames = JsonNode.Parse(File.ReadAllText(GoldenFile.PathOf($"translate-{version}.json")))!.AsArray()
            .Where(one => one!["payload"] is not null)
            .Select(one => (Action: (string)one!["action"]!, Payload: one["payload"]!.ToJsonString()))
            .ToArray();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll<int, int, NonNull<string>>((which, place, text) =>
        {
            var (action, payload) = frames[(which & int.MaxValue) % frames.Length];
            var at = (place & int.MaxValue) % payload.Length;
            return Holds(Dialect.Translate(version, action, payload[..at] + text.Get + payload[Math.Min(payload.Length, at + 1)..]));
        }));
    }

    [Theory]
    [MemberData(nameof(Dialect.Versions), MemberType = typeof(Dialect))]
    public void Plan_AnyJson_NeverThrows(string version)
    {
        foreach (var action in Dialect.Actions["2.1"])
        {
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Json.ToArbitrary(), json =>
            {
                using var body = JsonDocument.Parse(json);
                var plan = Dialect.ByName[version].Plan(action.Name, body.RootElement, new CommandContext { FreshId = 1 });
                return plan.Refusal is not null || plan.Calls.Count > 0;
            }));
        }
    }

    [Theory]
    [MemberData(nameof(Dialect.Versions), MemberType = typeof(Dialect))]
    public void Read_AnyAnswer_NeverThrows(string version)
    {
        var dialect = Dialect.ByName[version];
        foreach (var one in JsonNode.Parse(File.ReadAllText(GoldenFile.PathOf($"commands-{version}.json")))!.AsArray())
        {
            var plan = dialect.Plan((string)one!["action"]!, JsonSerializer.SerializeToElement(one["body"]), new CommandContext { FreshId = 1 });
            if (plan.Refusal is not null)
            {
                continue;
            }

            Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Json.ToArbitrary(), json =>
                dialect.Read(plan, [.. plan.Calls.Select(_ => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(json))]).Status.Length > 0));
        }
    }

    private static bool Holds(Translation translation) => (translation.Message is null) == (translation.ErrorText is not null);

    private static Gen<string> Value(int depth) => depth <= 0
        ? Gen.Elements(Scalars)
        : Gen.Frequency(
            (2, Gen.Elements(Scalars)),
            (3, Gen.ArrayOf(Member(depth - 1)).Select(members => "{" + string.Join(',', members.DistinctBy(member => member.Name).Select(member => $"\"{member.Name}\":{member.Value}")) + "}")),
            (2, Gen.ArrayOf(Value(depth - 1)).Select(values => "[" + string.Join(',', values) + "]")));

    private static Gen<(string Name, string Value)> Member(int depth) =>
        from name in Gen.Elements(Names)
        from value in Value(depth)
        select (name, value);
}
