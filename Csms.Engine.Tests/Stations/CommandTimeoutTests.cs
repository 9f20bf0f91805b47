using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Stations;

/// <summary>Commands that a station leaves without an answer. On a host of their own: its short time would fail every other command on a slow machine.</summary>
public sealed class CommandTimeoutTests(CommandTimeoutTests.Host host) : IClassFixture<CommandTimeoutTests.Host>
{
    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Command_NoAnswer_TimesOutAndTheNextOneWorks(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var silent = host.Commands.ExecuteAsync(Request(station.Id, "ClearCache", "{}"), CancellationToken.None);
        await station.ExpectCallAsync("ClearCache");
        Assert.Equal(CommandStage.NoAnswer, (await silent).Stage);

        var next = host.Commands.ExecuteAsync(Request(station.Id, "ClearCache", "{}"), CancellationToken.None);
        var (id, _) = await station.ExpectCallAsync("ClearCache");
        await station.AnswerAsync(id, new JsonObject { ["status"] = "Rejected" });
        Assert.Equal((CommandStage.Answered, "Rejected"), ((await next).Stage, (await next).Status));
    }

    private static CommandRequest Request(string station, string action, string body) =>
        new(StationId.Parse(station), action, JsonDocument.Parse(body).RootElement, "test", null, null);

    /// <summary>A host that does not wait long for the answer of a station.</summary>
    public sealed class Host : EngineHost
    {
        /// <inheritdoc />
        protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Csms:Ocpp:CallTimeoutSeconds"] = "5" };
    }
}
