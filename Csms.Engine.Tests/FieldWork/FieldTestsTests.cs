using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.FieldWork;
using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.FieldWork;

/// <summary>Checklists that run themselves, against stations on real sockets.</summary>
public sealed class FieldTestsTests(EngineHost host) : IClassFixture<EngineHost>
{
    private FieldDesk Desk => host.Services.GetRequiredService<FieldDesk>();

    private FieldTests Tests => host.Services.GetRequiredService<FieldTests>();

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Checklist_StationInOrder_PassesAndLeavesNoTokenBehind(string subprotocol)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), subprotocol);
        var is16 = subprotocol == "ocpp1.6";
        var job = await JobAsync(station.Id);
        var items = FieldItem.Of(host.State(station.Id));
        Assert.Equal(["Connects", "Boots", "Clock", "MeterValues", "StartStop-1", "Unlock-1", "Photo"], items.Select(item => item.Name));
        Assert.True(await Tests.BeginAsync(job, StationId.Parse(station.Id), items, "Kim", CancellationToken.None));
        Assert.False(await Tests.BeginAsync(job, StationId.Parse(station.Id), items, "Kim", CancellationToken.None));

        await AcceptAsync(station, "TriggerMessage");
        await station.CallAsync(ScriptedStation.Boot(subprotocol));

        var now = DateTimeOffset.UtcNow;
        if (is16)
        {
            await station.AnswerAsync((await station.ExpectCallAsync("GetConfiguration")).MessageId, new JsonObject { ["unknownKey"] = new JsonArray("DateTime") });
            await AcceptAsync(station, "TriggerMessage");
            await station.CallAsync(Meter(subprotocol, now));
        }
        else
        {
            var (read, asked) = await station.ExpectCallAsync("GetVariables");
            var result = (JsonObject)asked["getVariableData"]![0]!.DeepClone();
            result["attributeStatus"] = "Accepted";
            result["attributeValue"] = TransactionScript.Text(now);
            await station.AnswerAsync(read, new JsonObject { ["getVariableResult"] = new JsonArray(result) });
        }

        await AcceptAsync(station, "TriggerMessage");
        await station.CallAsync(Meter(subprotocol, now));

        var (start, order) = await station.ExpectCallAsync(is16 ? "RemoteStartTransaction" : "RequestStartTransaction");
        var token = (string)(is16 ? order["idTag"]! : order["idToken"]!["idToken"]!)!;
        await station.AnswerAsync(start, new JsonObject { ["status"] = "Accepted" });
        var script = new TransactionScript(subprotocol, 1, token);
        var answer = await station.AskAsync(script.Started(now, 1000), null);
        script.Answered((JsonObject)answer[2]!);
        Assert.Equal("Accepted", TransactionScript.VerdictIn((JsonObject)answer[2]!));
        await AcceptAsync(station, is16 ? "RemoteStopTransaction" : "RequestStopTransaction");
        await station.CallAsync(script.Ended(now.AddSeconds(1), 1100, "Remote"));

        await station.AnswerAsync((await station.ExpectCallAsync("UnlockConnector")).MessageId, new JsonObject { ["status"] = "Unlocked" });
        var results = await EndAsync(job, 6);
        Assert.All(results, result => Assert.True(result.State == FieldState.Passed, $"{result.Item.Name}: {result.Finding}"));
        Assert.Equal("Arden T2, firmware –", Of(results, "Boots").Finding!.ToString());
        Assert.Equal("Energy register 5000 Wh", Of(results, "MeterValues").Finding!.ToString());
        Assert.Contains("100 Wh", Of(results, "StartStop-1").Finding!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Services.GetRequiredService<Csms.Engine.Tokens.TokenDirectory>().All, each => each.IdToken == token);
        Assert.False(Tests.IsBusy(StationId.Parse(station.Id)));
    }

    [Fact]
    public async Task Checklist_StationThatFails_SaysWhyInPlainWords()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var (id, job) = (StationId.Parse(station.Id), await JobAsync(station.Id));

        await BeginAsync(job, id, "Clock", "MeterValues", "StartStop-1", "Unlock-1");
        var (read, asked) = await station.ExpectCallAsync("GetVariables");
        var result = (JsonObject)asked["getVariableData"]![0]!.DeepClone();
        result["attributeStatus"] = "Accepted";
        result["attributeValue"] = "2001-01-01T00:00:00Z";
        await station.AnswerAsync(read, new JsonObject { ["getVariableResult"] = new JsonArray(result) });
        await station.FailAsync((await station.ExpectCallAsync("TriggerMessage")).MessageId, "NotImplemented", "");
        await station.AnswerAsync((await station.ExpectCallAsync("RequestStartTransaction")).MessageId, new JsonObject { ["status"] = "Rejected" });
        await station.AnswerAsync((await station.ExpectCallAsync("UnlockConnector")).MessageId, new JsonObject { ["status"] = "UnlockFailed" });

        var results = await EndAsync(job, 4);
        Assert.All(results, each => Assert.Equal(FieldState.Failed, each.State));
        Assert.Equal(FieldFinding.ClockWrong, Of(results, "Clock").Finding!.Code);
        Assert.Equal("The station answered TriggerMessage with the error NotImplemented", Of(results, "MeterValues").Finding!.ToString());
        Assert.Equal("The station answered RequestStartTransaction with Rejected", Of(results, "StartStop-1").Finding!.ToString());
        Assert.Equal("The station answered UnlockConnector with UnlockFailed", Of(results, "Unlock-1").Finding!.ToString());

        Assert.True(await Tests.SkipAsync(job.Id, id, ItemOf("Unlock-1"), "Fixed cable.", "Kim", CancellationToken.None));
        Assert.Equal((FieldState.Skipped, "Fixed cable.", 1), (await ResultsAsync(job)).Where(each => each.Item == ItemOf("Unlock-1")).Select(each => (each.State, each.Note!, each.Attempts)).Single());
    }

    [Fact]
    public async Task StartStop_SomebodyCharges_IsLeftAlone()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var job = await JobAsync(station.Id);
        await station.CallAsync(new TransactionScript("ocpp2.0.1", 1, EngineHost.Token).Started(DateTimeOffset.UtcNow, 10));

        await BeginAsync(job, StationId.Parse(station.Id), "StartStop-1");

        Assert.Equal(FieldFinding.Occupied, Assert.Single(await EndAsync(job, 1)).Finding!.Code);
        await station.CallAsync(new ScriptedMessage("Heartbeat", [])); // a CALL of ours would come before its answer
    }

    [Fact]
    public async Task StopAsync_SessionOfTheTestRuns_IsEndedAndTheRestDoesNotRun()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var (id, job) = (StationId.Parse(station.Id), await JobAsync(station.Id));
        await BeginAsync(job, id, "StartStop-1", "Unlock-1");
        var (start, order) = await station.ExpectCallAsync("RequestStartTransaction");
        await station.AnswerAsync(start, new JsonObject { ["status"] = "Accepted" });
        await Eventually.TrueAsync(async () => (await ResultsAsync(job)).Any(each => each.Finding?.Code == FieldFinding.WaitsForPlug), "the test waits for a car");
        Assert.Equal(FieldState.Waiting, Of(await ResultsAsync(job), "Unlock-1").State);

        var stopped = Tests.StopAsync(job.Id, id);

        Assert.True(await stopped);
        Assert.All(await EndAsync(job, 2), each => Assert.Equal((FieldState.Interrupted, FieldFinding.StoppedByHand), (each.State, each.Finding!.Code)));
    }

    [Fact]
    public async Task Connects_StationThatIsAway_IsWaitedFor()
    {
        var id = EngineHost.NewStation();
        await using (await ScriptedStation.BootAsync(host, id, "ocpp2.0.1"))
        {
        }

        await Eventually.TrueAsync(() => host.State(id).Link != Csms.Engine.Stations.LinkState.Online, "the station is away");
        var job = await JobAsync(id);
        await BeginAsync(job, StationId.Parse(id), "Connects");
        await Eventually.TrueAsync(async () => (await ResultsAsync(job)).Any(each => each.Finding?.Code == FieldFinding.WaitsForLink), "the test waits");

        await using var back = await ScriptedStation.BootAsync(host, id, "ocpp2.0.1");

        Assert.Equal("Connected, OCPP 2.0.1, security profile 0", Assert.Single(await EndAsync(job, 1)).Finding!.ToString());
    }

    [Fact]
    public async Task Restart_TestThatRan_ShowsAsInterruptedAndTheLinkStillWorks()
    {
        var own = new EngineHost();
        await own.InitializeAsync();
        try
        {
            var id = EngineHost.NewStation();
            await using var station = await ScriptedStation.BootAsync(own, id, "ocpp2.0.1");
            var (job, link) = await own.Services.GetRequiredService<FieldDesk>().OpenAsync("Restart", [new FieldStation(StationId.Parse(id), null)], DateTimeOffset.UtcNow.AddHours(1), "Ann", CancellationToken.None);
            await own.Services.GetRequiredService<FieldTests>().BeginAsync(job, StationId.Parse(id), [ItemOf("Unlock-1")], "Kim", CancellationToken.None);
            await station.ExpectCallAsync("UnlockConnector");

            await own.RestartAsync();

            var desk = own.Services.GetRequiredService<FieldDesk>();
            var result = Assert.Single(await desk.ResultsAsync([job.Id], CancellationToken.None));
            Assert.Equal((FieldState.Interrupted, FieldFinding.ProgramEnded), (result.State, result.Finding!.Code));
            Assert.Equal(job.Id, (await desk.FindAsync(link, CancellationToken.None))!.Id);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_WhileAnotherNodeTests_LeavesItsTestsAlone_AndTakesUpWhatANodeLeftBehind(bool restarts)
    {
        var own = new EngineHost();
        await own.InitializeAsync();
        await using var elsewhere = new NpgsqlDataSourceBuilder(own.Database.ConnectionString).Build();
        try
        {
            var station = StationId.Parse(EngineHost.NewStation());
            await own.Directory.PutAsync(station, profile => profile, CancellationToken.None);
            var (job, _) = await own.Services.GetRequiredService<FieldDesk>().OpenAsync("Two nodes", [new FieldStation(station, null)], DateTimeOffset.UtcNow.AddHours(1), "Ann", CancellationToken.None);
            await own.Services.GetRequiredService<FieldDesk>().SaveAsync(new FieldResult { Job = job.Id, Station = station, Item = ItemOf("Unlock-1"), State = FieldState.Running, By = "Kim", StartedAt = DateTimeOffset.UtcNow, Attempts = 1 }, CancellationToken.None);
            await own.Services.GetRequiredService<TokenStore>().PutAsync(new TokenEntry { IdToken = "JOB0123456789ABCD", ExpiresAt = DateTimeOffset.UtcNow.AddHours(1), Note = "Two nodes" }, CancellationToken.None);
            var node = new WorkClaims(elsewhere, NullLogger<WorkClaims>.Instance);
            Assert.True(await node.TryTakeAsync(FieldStore.Claim(station), CancellationToken.None));

            await own.RestartAsync();

            Assert.Equal(FieldState.Running, Assert.Single(await own.Services.GetRequiredService<FieldDesk>().ResultsAsync([job.Id], CancellationToken.None)).State);
            Assert.False(await own.Services.GetRequiredService<FieldTests>().BeginAsync(job, station, [ItemOf("Unlock-1")], "Kim", CancellationToken.None));

            await own.Services.GetRequiredService<FieldTests>().TakeUpAsync(CancellationToken.None);
            Assert.Equal(FieldState.Running, Assert.Single(await own.Services.GetRequiredService<FieldDesk>().ResultsAsync([job.Id], CancellationToken.None)).State);

            Assert.Equal(1, await TokensAsync());
            await node.DisposeAsync();
            await elsewhere.DisposeAsync(); // the other node is gone, however it went
            if (restarts) await own.RestartAsync();
            await Eventually.TrueAsync(async () =>
            {
                await own.Services.GetRequiredService<FieldTests>().TakeUpAsync(CancellationToken.None); // as every half a minute; the database may hear a little later that the node is gone
                return Assert.Single(await own.Services.GetRequiredService<FieldDesk>().ResultsAsync([job.Id], CancellationToken.None)).State == FieldState.Interrupted;
            }, "the test that was left behind is interrupted");
            Assert.Equal(0, await TokensAsync()); // its token charges no more
        }
        finally
        {
            await own.DisposeAsync();
        }

        Task<long> TokensAsync() => own.Database.ScalarAsync<long>("SELECT count(*) FROM csms.tokens WHERE id_token = 'JOB0123456789ABCD'");
    }

    private static async Task AcceptAsync(ScriptedStation station, string action) =>
        await station.AnswerAsync((await station.ExpectCallAsync(action)).MessageId, new JsonObject { ["status"] = "Accepted" });

    private static ScriptedMessage Meter(string subprotocol, DateTimeOffset at)
    {
        var sampled = new JsonObject { ["measurand"] = "Energy.Active.Import.Register", ["context"] = "Trigger" };
        sampled["value"] = subprotocol == "ocpp1.6" ? "5000" : 5000;
        var value = new JsonObject { ["timestamp"] = TransactionScript.Text(at), ["sampledValue"] = new JsonArray(sampled) };
        return new("MeterValues", new JsonObject { [subprotocol == "ocpp1.6" ? "connectorId" : "evseId"] = 1, ["meterValue"] = new JsonArray(value) });
    }

    private static FieldItem ItemOf(string name) => FieldItem.TryParse(name, out var item) ? item : throw new FormatException(name);

    private static FieldResult Of(IEnumerable<FieldResult> results, string name) => results.Single(result => result.Item.Name == name);

    private async Task<FieldJob> JobAsync(string station) =>
        (await Desk.OpenAsync("Put to work", [new FieldStation(StationId.Parse(station), null)], DateTimeOffset.UtcNow.AddHours(1), "Ann", CancellationToken.None)).Job;

    private async Task BeginAsync(FieldJob job, StationId station, params string[] names) =>
        Assert.True(await Tests.BeginAsync(job, station, [.. names.Select(ItemOf)], "Kim", CancellationToken.None));

    private Task<IReadOnlyList<FieldResult>> ResultsAsync(FieldJob job) => Desk.ResultsAsync([job.Id], CancellationToken.None);

    private async Task<IReadOnlyList<FieldResult>> EndAsync(FieldJob job, int count) => await Eventually.GetAsync(
        async () => await ResultsAsync(job) is { } all && all.Count == count && all.All(each => !each.IsUnderWay) && !Tests.IsBusy(all[0].Station) ? all : null, "the tests are over");
}
