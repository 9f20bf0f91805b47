using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;

namespace Csms.Engine.Tests.Ocpp.Dialects;

public sealed class CommandTests
{
    private const int Fresh = 4711;

    private static readonly JsonSerializerOptions Readable = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static TheoryData<string, string> Cases => GoldenFile.Cases("commands-1.6.json", "commands-2.0.1.json", "commands-2.1.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Command_Case_IsPlannedAndReadAsTheTableSays(string file, string name)
    {
        var one = GoldenFile.Case(file, name);
        var dialect = Dialect.ByName[file["commands-".Length..^".json".Length]];
        var items = (int?)one["itemsPerMessage"];

        var plan = dialect.Plan((string)one["action"]!, JsonSerializer.SerializeToElement(one["body"]), new CommandContext { FreshId = Fresh, ItemsPerMessage = _ => items });

        Assert.All(plan.Calls, call => Assert.Contains(call.Action, CommandCatalogue.NamesOf(plan.Action, dialect.Version)));
        GoldenFile.Compare(file, name, Describe(dialect, plan, one["answers"] as JsonArray));
    }

    [Fact]
    public void Catalogue_EveryCommandOf21_SaysWhatTheDialectsDo()
    {
        Assert.Equal(55, CommandCatalogue.All.Count);
        foreach (var entry in CommandCatalogue.All)
        {
            foreach (var (_, dialect) in Dialect.ByName)
            {
                var plan = dialect.Plan(entry.Action, JsonSerializer.SerializeToElement(new { notAMember = 1 }), new CommandContext { FreshId = Fresh });
                Assert.NotNull(plan.Refusal);
                Assert.Equal(CommandCatalogue.Supports(entry.Action, dialect.Version), !plan.Refusal.NotSupported);
            }
        }
    }

    private static JsonObject Describe(IOcppDialect dialect, CommandPlan plan, JsonArray? answers)
    {
        var result = new JsonObject();
        if (plan.Refusal is { } refusal)
        {
            result["Refusal"] = JsonSerializer.SerializeToNode(new { refusal.NotSupported, refusal.Member, Text = refusal.Why.ToString() }, Readable);
            Assert.Empty(plan.Calls);
            return result;
        }

        result["Calls"] = new JsonArray([.. plan.Calls.Select(call =>
        {
            var described = new JsonObject { ["Action"] = call.Action, ["Payload"] = JsonNode.Parse(call.Payload.Span) };
            if (call.LoggedPayload is { } logged)
            {
                described["Logged"] = JsonNode.Parse(logged.Span);
            }

            return (JsonNode)described;
        })]);
        if (answers is not null)
        {
            var reading = dialect.Read(plan, [.. answers.Select(answer => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(answer!.ToJsonString()))]);
            result["Reading"] = JsonSerializer.SerializeToNode(reading, Readable);
        }

        return result;
    }
}
