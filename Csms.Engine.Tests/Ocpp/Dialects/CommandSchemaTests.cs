using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Tests.Ocpp.Dialects;

public sealed class CommandSchemaTests
{
    public static TheoryData<string> Actions => [.. CommandCatalogue.All.Select(entry => entry.Action)];

    [SharedTheory]
    [MemberData(nameof(Actions))]
    public void Plan_SampleOf21_IsValidOnTheWireOfEveryVersionOrNotSupportedThere(string action)
    {
        var schema = OfficialSchema.Of(OcppVersion.V21, action + "Request");
        var seed = action.Length;
        foreach (var size in new[] { SampleSize.Minimal, SampleSize.Maximal, SampleSize.Full, SampleSize.Random, SampleSize.Random, SampleSize.Random })
        {
            var body = new SchemaSampler(schema, new Random(seed++), size).Message();
            Order(body);
            foreach (var (name, dialect) in Dialect.ByName)
            {
                var plan = dialect.Plan(action, JsonSerializer.SerializeToElement(body), new CommandContext { FreshId = 1 });
                if (plan.Refusal is { } refusal)
                {
                    Assert.True(dialect.Version != OcppVersion.V21, refusal.Why.ToString());
                    Assert.True(refusal.NotSupported || IsMissing(refusal), refusal.Why.ToString());
                    continue;
                }

                Assert.NotEmpty(plan.Calls);
                foreach (var call in plan.Calls)
                {
                    var fault = OfficialSchema.Of(dialect.Version, call.Action + "Request").Validate(JsonDocument.Parse(call.Payload).RootElement);
                    Assert.True(fault is null, $"{name} {call.Action}: {fault}");
                }
            }
        }
    }

    // An older version asks for more, or for the number that a 1.6 transaction has for an id.
    private static bool IsMissing(CommandRefusal refusal) =>
        refusal.Why.ToString().EndsWith("is required", StringComparison.Ordinal) || refusal.Member!.EndsWith("transactionId", StringComparison.Ordinal);

    // The schemas can't say that periods rise and that phaseToUse needs a single phase.
    private static void Order(JsonObject body)
    {
        foreach (var schedule in (body["chargingProfile"] as JsonObject)?["chargingSchedule"] as JsonArray ?? [])
        {
            var start = 0;
            foreach (var period in schedule!["chargingSchedulePeriod"] as JsonArray ?? [])
            {
                period!["startPeriod"] = start++;
                period.AsObject().Remove("phaseToUse");
            }
        }
    }
}
