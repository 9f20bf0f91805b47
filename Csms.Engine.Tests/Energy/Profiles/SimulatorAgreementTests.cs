using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp;
using Csms.Simulator.Charging;
using static Csms.Engine.Tests.Energy.Profiles.ProfileMaker;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>Our reckoning and that of the simulated stations, written apart from each other, come to the same limits from the same profiles.</summary>
public sealed class SimulatorAgreementTests
{
    private const int Stacks = 400, Window = 1800;

    [Theory]
    [InlineData(RateUnit.W)]
    [InlineData(RateUnit.A)]
    public void Composite_RandomProfiles_IsTheOneOfTheStation(RateUnit unit)
    {
        for (var seed = 1000; seed < 1000 + Stacks; seed++)
        {
            var stack = RandomStacks.Of(seed, withGeneration: true);
            var store = new ChargingProfileStore { OwnDefaultLeads = stack.OwnDefaultLeads, Capacity = 100 };
            if (stack.IsPriority) store.PriorityEvses.Add(1);
            foreach (var each in stack.Profiles.Where(each => !each.Profile.Schedules[0].Periods.Any(period => period.Limit!.Value.IsByPhase)))
            {
                Assert.True(store.Install(Csms.Simulator.Charging.ChargingProfile.TryRead(each.EvseId, JsonOf(each.Profile))!), $"seed {seed}");
            }

            // What the station has taken is what we know of it.
            stack = stack with { Profiles = [.. store.All.Select(each => new StackedProfile(each.EvseId, ChargingReader.Profile(each.Source.ToJsonString())!, "CSO", T0))] };
            var ours = Composite.Of(stack, T0, TimeSpan.FromSeconds(Window));
            var theirs = store.Composite(1, T0, TimeSpan.FromSeconds(Window), unit.ToString(), ChargeLimit.None, stack.TransactionStart, stack.TransactionId, stack.Electrics.Phases);
            foreach (var at in theirs.Select(period => T0.AddSeconds(period.StartSeconds)).Concat(ours.Periods.Select(period => period.From)).Distinct())
            {
                var station = theirs.Last(period => T0.AddSeconds(period.StartSeconds) <= at);
                var limit = ours.At(at).Limit;
                Assert.True(
                    limit is { } told ? Math.Abs((double)told.In(unit) - station.Limit) < 0.06 && told.Phases == (station.Phases ?? stack.Electrics.Phases) : double.IsPositiveInfinity(station.Limit),
                    $"seed {seed}, second {(at - T0).TotalSeconds}: {limit} and not {station}");
            }
        }
    }

    private static JsonObject JsonOf(Csms.Engine.Events.Charging.ChargingProfile profile)
    {
        var schedule = profile.Schedules[0];
        var json = new JsonObject
        {
            ["id"] = profile.Id,
            ["stackLevel"] = profile.StackLevel,
            ["chargingProfilePurpose"] = profile.Purpose.ToString(),
            ["chargingProfileKind"] = profile.Kind.ToString(),
            ["chargingSchedule"] = new JsonArray(new JsonObject
            {
                ["id"] = 1,
                ["chargingRateUnit"] = schedule.Unit.ToString(),
                ["chargingSchedulePeriod"] = new JsonArray([.. schedule.Periods.Select(period => (JsonNode)Put(new() { ["startPeriod"] = period.StartSeconds, ["limit"] = period.Limit!.Value.L1 }, "numberPhases", period.Phases))]),
            }),
        };
        var inner = (JsonObject)json["chargingSchedule"]![0]!;
        Put(inner, "startSchedule", Text(schedule.Start));
        Put(inner, "duration", schedule.DurationSeconds);
        Put(json, "recurrencyKind", profile.Recurrence?.ToString());
        Put(json, "validFrom", Text(profile.ValidFrom));
        Put(json, "validTo", Text(profile.ValidTo));
        Put(json, "transactionId", profile.TransactionId);
        return (JsonObject)JsonNode.Parse(json.ToJsonString())!; // as it comes from a wire
    }

    private static string? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Put(JsonObject owner, string member, JsonNode? value)
    {
        if (value is not null) owner[member] = value;
        return owner;
    }
}
