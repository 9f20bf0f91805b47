using System.Text.Json.Nodes;
using Csms.Simulator.Scenarios;
using Csms.Simulator.Station;

namespace Csms.Engine.Tests.Simulator;

public sealed class ScenarioTests
{
    public static IEnumerable<object[]> Plays { get; } = ScenarioCatalogue.All.SelectMany(s => s.Versions.Select(v => new object[] { s.Name, OcppVersions.TryParse(v)!.Value }));

    [Theory]
    [MemberData(nameof(Plays))]
    public async Task Scenario_PlayedAgainstCannedCsms_EndsWithEverythingDelivered(string name, OcppVersion version)
    {
        var scenario = ScenarioCatalogue.Find(name)!;
        await using var csms = await CannedCsms.StartAsync();
        csms.Override = (action, payload) => payload.ToJsonString().Contains("DEADBEEF", StringComparison.Ordinal)
            ? new JsonObject { [version == OcppVersion.V16 ? "idTagInfo" : "idTokenInfo"] = new JsonObject { ["status"] = "Blocked" } }
            : null;
        await using var station = new VirtualStation(scenario.Station("SCN-1", csms.Url, version) with { Speed = 1200, ReconnectMinimum = TimeSpan.FromMilliseconds(20) });
        var runner = new ScenarioRunner(station, scenario)
        {
            Deadline = TimeSpan.FromSeconds(60),
            Command = async (action, payload) =>
            {
                var answer = await csms.CallAsync(station.Id, action, payload);
                Assert.Equal("Accepted", answer["status"]?.GetValue<string>() ?? "Accepted");
            },
        };

        await runner.RunAsync();

        Assert.Empty(station.Record.Faults);
        Assert.All(station.Record.Messages.Where(m => m.TransactionId is not null), m => Assert.NotNull(m.AcknowledgedAt));
        if (scenario.Quirks.Count == 0) StationConversationTests.AssertSchemaValid(csms);
    }

    [Fact]
    public void Parse_UnknownStepAndQuirk_ReportsBoth()
    {
        var e = Assert.Throws<FormatException>(() => ScenarioFile.Parse("""{"name":"x","description":"y","quirks":["nonsense"],"steps":[{"do":"dance"}]}"""));
        Assert.Contains("dance", e.Message, StringComparison.Ordinal);
        Assert.Contains("nonsense", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_MisspeltMember_IsRefused() =>
        Assert.Throws<FormatException>(() => ScenarioFile.Parse("""{"name":"x","description":"y","steps":[{"do":"plug","vehcile":"van"}]}"""));
}
