using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Stations;

/// <summary>The life of a command over a real socket: queued → sent → answered → observed, and its other ends.</summary>
public sealed class CommandLifeTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Command_AcceptedAndSeen_PassesEveryStage(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var execute = host.Commands.ExecuteAsync(Request(station.Id, "Reset", """{"type":"Immediate"}"""), CancellationToken.None);

        var (id, payload) = await station.ExpectCallAsync("Reset");
        var sent = Assert.Single(host.Commands.OpenOf(StationId.Parse(station.Id)));
        Assert.Equal(CommandStage.Sent, sent.Stage);
        Assert.Equal(version == "ocpp1.6" ? "Hard" : "Immediate", (string?)payload["type"]);
        await station.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });
        var answered = await execute;
        Assert.Equal((CommandStage.Answered, "Accepted", id), (answered.Stage, answered.Status, answered.MessageId));
        await station.CallAsync(ScriptedStation.Boot(version));

        var command = await StoredAsync(station.Id, CommandStage.Observed);
        Assert.Equal(CommandSight.Booted, command.Observed!.Code);
        Assert.True(command.QueuedAt <= command.SentAt && command.SentAt <= command.AnsweredAt && command.AnsweredAt <= command.ObservedAt);
        await Eventually.TrueAsync(() => host.Commands.OpenOf(StationId.Parse(station.Id)).Count == 0, "it is open no more"); // after its last write
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Command_WhatItAskedForComesBeforeTheAnswer_IsObservedAllTheSame(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var execute = host.Commands.ExecuteAsync(Request(station.Id, "TriggerMessage", """{"requestedMessage":"Heartbeat"}"""), CancellationToken.None);
        var (id, _) = await station.ExpectCallAsync("TriggerMessage");
        await station.CallAsync(new ScriptedMessage("Heartbeat", []));
        await station.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });

        Assert.Equal(CommandStage.Observed, (await execute).Stage);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Command_AnsweredWithAnError_EndsThere(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var execute = host.Commands.ExecuteAsync(Request(station.Id, "ClearCache", "{}"), CancellationToken.None);
        var (id, _) = await station.ExpectCallAsync("ClearCache");
        await station.FailAsync(id, "InternalError", "no cache today");

        var command = await execute;
        Assert.Equal((CommandStage.Error, "InternalError", "no cache today"), (command.Stage, command.OcppError, command.Fault!.ToString()));
        Assert.Equal(CommandStage.Error, (await StoredAsync(station.Id, CommandStage.Error)).Stage);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Command_LinkEndsFirst_HasNoAnswer(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var execute = host.Commands.ExecuteAsync(Request(station.Id, "ClearCache", "{}"), CancellationToken.None);
        await station.ExpectCallAsync("ClearCache");
        station.Wire.Socket.Abort();

        var command = await execute;
        Assert.Equal(CommandStage.NoAnswer, command.Stage);
        Assert.Equal(CommandFault.LinkLost, command.Fault!.Code);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Command_StationOfflineAndNotToWait_IsNotSent(string version)
    {
        var id = await OfflineAsync(version);
        Assert.Equal(CommandStage.NotSent, (await host.Commands.ExecuteAsync(Request(id, "ClearCache", "{}"), CancellationToken.None)).Stage);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Queue_StationComesBack_LeavesOnceInTheOrderGivenWithoutTheWithdrawn(string version)
    {
        var id = await OfflineAsync(version);
        var given = new List<StationCommand>();
        for (var index = 0; index < 12; index++)
        {
            given.Add(await host.Commands.GiveAsync(Request(id, "DataTransfer", $$"""{"vendorId":"v","messageId":"m{{index}}"}""", AMinute)));
        }

        Assert.True(await host.Commands.WithdrawAsync(given[5].Id, CancellationToken.None));
        Assert.False(await host.Commands.WithdrawAsync(given[5].Id, CancellationToken.None));

        await using var station = await ScriptedStation.ConnectAsync(host, id, version);
        await station.CallAsync(new ScriptedMessage("Heartbeat", [])); // its first word
        var seen = new List<string?>();
        for (var index = 0; index < 11; index++)
        {
            var (messageId, payload) = await station.ExpectCallAsync("DataTransfer");
            seen.Add((string?)payload["messageId"]);
            await station.AnswerAsync(messageId, new JsonObject { ["status"] = "Accepted" });
        }

        Assert.Equal(Enumerable.Range(0, 12).Where(index => index != 5).Select(index => $"m{index}"), seen);
        await Eventually.TrueAsync(() => host.Commands.OpenOf(StationId.Parse(id)).Count == 0, "the queue is empty");
        Assert.Equal("Withdrawn", await host.Database.ScalarAsync<string>("SELECT status FROM csms.commands WHERE id = $1", given[5].Id));
        Assert.Equal(11L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.commands WHERE station_id = $1 AND status = 'Answered'", id));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Queue_StationThatHasRestarted_IsServedBehindItsBoot(string version)
    {
        var id = await OfflineAsync(version);
        var given = await host.Commands.GiveAsync(Request(id, "ClearCache", "{}", AMinute));

        await using var station = await ScriptedStation.ConnectAsync(host, id, version);
        await station.CallAsync(ScriptedStation.Boot(version)); // whose next frame is its answer
        var (messageId, _) = await station.ExpectCallAsync("ClearCache");
        await station.AnswerAsync(messageId, new JsonObject { ["status"] = "Accepted" });
        await Eventually.TrueAsync(() => host.Commands.OpenOf(StationId.Parse(id)).All(command => command.Id != given.Id), "it is answered");
    }

    [Fact]
    public async Task Queue_StationIsBackAndSilent_WhatIsGivenNowLeavesBehindWhatWaited()
    {
        var id = await OfflineAsync("ocpp2.1");
        await host.Commands.GiveAsync(Request(id, "ClearChargingProfile", """{"chargingProfileId":7}""", AMinute));
        await using var station = await ScriptedStation.ConnectAsync(host, id, "ocpp2.1"); // only its link was lost: it says nothing
        await Eventually.TrueAsync(() => host.State(id).Link == LinkState.Online, "it is back");

        var given = host.Commands.ExecuteAsync(Request(id, "DataTransfer", """{"vendorId":"v"}"""), CancellationToken.None);
        foreach (var action in new[] { "ClearChargingProfile", "DataTransfer" })
        {
            var (messageId, _) = await station.ExpectCallAsync(action);
            await station.AnswerAsync(messageId, new JsonObject { ["status"] = "Accepted" });
        }

        Assert.Equal("Accepted", (await given).Status);
    }

    [Fact]
    public async Task Queue_LinkFlaps_NothingLeavesTwice()
    {
        var id = await OfflineAsync("ocpp2.1");
        for (var index = 0; index < 8; index++)
        {
            await host.Commands.GiveAsync(Request(id, "DataTransfer", $$"""{"vendorId":"v","messageId":"m{{index}}"}""", AMinute));
        }

        var seen = new List<string>();
        while (seen.Count < 8)
        {
            await using var station = await ScriptedStation.ConnectAsync(host, id, "ocpp2.1");
            await station.CallAsync(new ScriptedMessage("Heartbeat", []));
            var (messageId, payload) = await station.ExpectCallAsync("DataTransfer");
            seen.Add((string)payload["messageId"]!);
            await station.AnswerAsync(messageId, new JsonObject { ["status"] = "Accepted" });
            await Eventually.TrueAsync(
                async () => await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.commands WHERE station_id = $1 AND status = 'Answered'", id) == seen.Count
                    || host.Commands.OpenOf(StationId.Parse(id)).Count == 0,
                "the answer is taken in");
            station.Wire.Socket.Abort();
            await Eventually.TrueAsync(() => host.State(id).Link == LinkState.Offline, "the link is down");
            if (host.Commands.OpenOf(StationId.Parse(id)).Count == 0)
            {
                break;
            }
        }

        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task Queue_TooOld_ExpiresAndDoesNotLeave()
    {
        var id = await OfflineAsync("ocpp2.1");
        var command = await host.Commands.GiveAsync(Request(id, "ClearCache", "{}", TimeSpan.FromMilliseconds(1)));
        await Eventually.TrueAsync(
            async () => await host.Database.ScalarAsync<string>("SELECT status FROM csms.commands WHERE id = $1", command.Id) == "Expired",
            "the command expires");
        Assert.False(await host.Commands.WithdrawAsync(command.Id, CancellationToken.None));

        await using var station = await ScriptedStation.ConnectAsync(host, id, "ocpp2.1");
        await station.CallAsync(new ScriptedMessage("Heartbeat", [])); // a CALL of ours would come before its answer
    }

    [Fact]
    public async Task Queue_NewerLimit_TakesThePlaceOfTheOlder()
    {
        var id = await OfflineAsync("ocpp2.1");
        var older = await host.Commands.GiveAsync(Request(id, "SetChargingProfile", Limit(8000), AMinute));
        var between = await host.Commands.GiveAsync(Request(id, "DataTransfer", """{"vendorId":"v"}""", AMinute));
        var newer = await host.Commands.GiveAsync(Request(id, "SetChargingProfile", Limit(5000), AMinute));
        // One that may not wait does not leave, so it takes nobody's place.
        Assert.Equal(CommandStage.NotSent, (await host.Commands.ExecuteAsync(Request(id, "SetChargingProfile", Limit(3000)), CancellationToken.None)).Stage);

        var superseded = await StoredAsync(id, CommandStage.Superseded);
        Assert.Equal((older.Id, newer.Id, CommandFault.Superseded), (superseded.Id, superseded.SupersededBy!.Value, superseded.Fault!.Code));
        await host.RestartAsync();
        await using var station = await ScriptedStation.ConnectAsync(host, id, "ocpp2.1");
        var (first, _) = await station.ExpectCallAsync("DataTransfer");
        await station.AnswerAsync(first, new JsonObject { ["status"] = "Accepted" });
        var (second, payload) = await station.ExpectCallAsync("SetChargingProfile");
        Assert.Equal(5000, (int)payload["chargingProfile"]!["chargingSchedule"]![0]!["chargingSchedulePeriod"]![0]!["limit"]!);
        await station.AnswerAsync(second, new JsonObject { ["status"] = "Accepted" });
        await Eventually.TrueAsync(() => host.Commands.OpenOf(StationId.Parse(id)).Count == 0, "the queue is empty");
        Assert.Equal(2L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.commands WHERE station_id = $1 AND status = 'Answered' AND id = ANY($2)", id, new[] { between.Id, newer.Id }));

        static string Limit(int watts) =>
            $$$"""{"evseId":1,"chargingProfile":{"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":[{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{watts}}}}]}]}}""";
    }

    [Fact]
    public async Task Queue_EngineRestarts_StillWaits()
    {
        var id = await OfflineAsync("ocpp2.1");
        var command = await host.Commands.GiveAsync(Request(id, "ClearCache", "{}", AMinute));
        Assert.Equal("Queued", await host.Database.ScalarAsync<string>("SELECT status FROM csms.commands WHERE id = $1", command.Id));

        await host.RestartAsync();

        await using var station = await ScriptedStation.ConnectAsync(host, id, "ocpp2.1");
        var (messageId, _) = await station.ExpectCallAsync("ClearCache");
        Assert.Equal("Sent", await host.Database.ScalarAsync<string>("SELECT status FROM csms.commands WHERE id = $1", command.Id));
        await station.AnswerAsync(messageId, new JsonObject { ["status"] = "Accepted" });
        Assert.Equal(command.Id, (await StoredAsync(id, CommandStage.Answered)).Id);
    }

    [Theory]
    [UseCase("A01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task SetVariables_BasicAuthPassword_IsThePasswordAtOnce(string version)
    {
        var id = EngineHost.NewStation();
        const string Old = "old-password-123456";
        const string New = "new-password-654321";
        await host.Directory.PutAsync(StationId.Parse(id), profile => profile with { PasswordHash = StationPasswords.Hash(Old) }, CancellationToken.None);
        await using var station = await ScriptedStation.BootAsync(host, id, version, Old);

        async Task SetAsync(string password, string status)
        {
            var body = $$"""{"setVariableData":[{"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"},"attributeValue":"{{password}}"}]}""";
            var execute = host.Commands.ExecuteAsync(Request(id, "SetVariables", body), CancellationToken.None);
            var (messageId, payload) = await station.ExpectCallAsync(version == "ocpp1.6" ? "ChangeConfiguration" : "SetVariables");
            if (version == "ocpp1.6")
            {
                Assert.Equal("AuthorizationKey", (string?)payload["key"]);
                Assert.Equal(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(password)), (string?)payload["value"], ignoreCase: true);
                await station.AnswerAsync(messageId, new JsonObject { ["status"] = status });
            }
            else
            {
                await station.AnswerAsync(messageId, new JsonObject
                {
                    ["setVariableResult"] = new JsonArray(new JsonObject
                    {
                        ["attributeStatus"] = status,
                        ["component"] = new JsonObject { ["name"] = "SecurityCtrlr" },
                        ["variable"] = new JsonObject { ["name"] = "BasicAuthPassword" },
                    }),
                });
            }

            Assert.Equal(status, (await execute).Status);
        }

        await SetAsync("never-password-1234", "Rejected");
        await Assert.ThrowsAsync<WebSocketException>(() => ScriptedStation.ConnectAsync(host, id, version, "never-password-1234"));
        await SetAsync(New, "Accepted");
        await Assert.ThrowsAsync<WebSocketException>(() => ScriptedStation.ConnectAsync(host, id, version, Old));
        await using var again = await ScriptedStation.ConnectAsync(host, id, version, New);
        await again.CallAsync(new ScriptedMessage("Heartbeat", []));
        Assert.Equal(0L, await host.Database.ScalarAsync<long>(
            "SELECT count(*) FROM csms.commands WHERE station_id = $1 AND (body::text LIKE '%' || $2 || '%' OR response::text LIKE '%' || $2 || '%')", id, New));
    }

    private static CommandRequest Request(string station, string action, string body, TimeSpan? wait = null) =>
        new(StationId.Parse(station), action, JsonDocument.Parse(body).RootElement, "test", null, wait);

    /// <summary>A station that was here and is gone.</summary>
    private async Task<string> OfflineAsync(string version)
    {
        var id = EngineHost.NewStation();
        await using (var station = await ScriptedStation.BootAsync(host, id, version))
        {
            await station.Wire.CloseAsync();
        }

        await Eventually.TrueAsync(() => host.State(id).Link == LinkState.Offline, "the station is offline");
        return id;
    }

    private async Task<StationCommand> StoredAsync(string station, CommandStage stage)
    {
        StationCommand? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var commands = await host.Services.GetRequiredService<CommandStore>().OfStationAsync(StationId.Parse(station), 10, CancellationToken.None);
                found = commands.FirstOrDefault(command => command.Stage == stage);
                return found is not null;
            },
            $"a command is stored as {stage}");
        return found!;
    }
}
