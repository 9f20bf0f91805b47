using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Stations;

/// <summary>Who may connect and what may be said before a station is accepted (CONTRACTS 23–27).</summary>
[Collection(EngineCollection.Name)]
public sealed class RegistrationTests(EngineHost host)
{
    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    [Theory]
    [UseCase("B02", "1.6", "2.0.1", "2.1")]
    [UseCase("B03", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "Pending")]
    [InlineData("ocpp2.0.1", "Pending")]
    [InlineData("ocpp2.1", "Pending")]
    [InlineData("ocpp1.6", "Rejected")]
    [InlineData("ocpp2.0.1", "Rejected")]
    [InlineData("ocpp2.1", "Rejected")]
    public async Task NotAccepted_OnlyBootAndTriggeredMessagesUntilAccepted(string version, string registration)
    {
        var id = EngineHost.NewStation();
        await PutAsync(id, profile => profile with { Registration = Enum.Parse<RegistrationStatus>(registration) });
        await using var station = await ScriptedStation.ConnectAsync(host, id, version);

        var boot = await station.CallAsync(ScriptedStation.Boot(version));
        Assert.Equal(registration, (string?)boot["status"]);
        Assert.True((int)boot["interval"]! > 0);
        var heartbeat = new ScriptedMessage("Heartbeat", []);
        Assert.Equal("SecurityError", await station.ErrorAsync(heartbeat));
        var transaction = new TransactionScript(version, 1, EngineHost.Token);
        Assert.Equal("SecurityError", await station.ErrorAsync(transaction.Started(DateTimeOffset.UtcNow, 1)));
        Assert.Empty(await host.StoredAsync(id));

        var trigger = host.Commands.ExecuteAsync(Command(id, "TriggerMessage", """{"requestedMessage":"Heartbeat"}"""), CancellationToken.None);
        var (messageId, _) = await station.ExpectCallAsync("TriggerMessage");
        await station.AnswerAsync(messageId, new JsonObject { ["status"] = "Accepted" });
        Assert.Equal("Accepted", (await trigger).Status);
        await station.CallAsync(heartbeat);
        var start = await host.Commands.ExecuteAsync(
            Command(id, "RequestStartTransaction", """{"idToken":{"idToken":"X","type":"Central"},"remoteStartId":1}"""), CancellationToken.None);
        Assert.Equal(CommandStage.NotSent, start.Stage);

        await PutAsync(id, profile => profile with { Registration = RegistrationStatus.Accepted });
        var (bootTrigger, wanted) = await station.ExpectCallAsync("TriggerMessage");
        Assert.Equal("BootNotification", (string?)wanted["requestedMessage"]);
        await station.AnswerAsync(bootTrigger, new JsonObject { ["status"] = "Accepted" });
        Assert.Equal("Accepted", (string?)(await station.CallAsync(ScriptedStation.Boot(version)))["status"]);
        transaction.Answered(await station.CallAsync(transaction.Started(DateTimeOffset.UtcNow, 1)));
        await host.OnlyAsync(id);
    }

    [Fact]
    public async Task Unknown_AcceptUnknownChangedWhileRunning_DecidesAtTheHandshake()
    {
        var settings = host.Services.GetRequiredService<StationSettings>();
        await settings.SetAcceptUnknownAsync(false, "test", CancellationToken.None);
        try
        {
            var id = EngineHost.NewStation();
            Assert.Equal(HttpStatusCode.NotFound, await HandshakeAsync(id));
            Assert.Null(host.Directory.Find(StationId.Parse(id)));
            await PutAsync(id, profile => profile with { Name = "Yard" });
            Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(id));
        }
        finally
        {
            await settings.SetAcceptUnknownAsync(true, "test", CancellationToken.None);
        }

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(EngineHost.NewStation()));
    }

    [Fact]
    public async Task Unknown_ManyAtOnceAndOneTwice_AreEnteredOnceEach()
    {
        var known = EngineHost.NewStation();
        await PutAsync(known, profile => profile with { Name = "Yard" });
        var ids = Enumerable.Range(0, 40).Select(_ => EngineHost.NewStation()).ToList();

        var answers = await Task.WhenAll(ids.Concat(ids).Append(known).Select(id => HandshakeAsync(id)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SwitchingProtocols, answer));
        Assert.Equal(40L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.stations WHERE id = ANY($1)", ids));
        foreach (var id in ids)
        {
            Assert.Equal(await host.Database.ScalarAsync<int>("SELECT key FROM csms.stations WHERE id = $1", id), host.Directory.Find(StationId.Parse(id))!.Key);
        }

        Assert.Equal("Yard", host.Directory.Find(StationId.Parse(known))!.Profile.Name);
    }

    [Fact]
    public async Task Intake_IdentityTakenByAnotherNode_IsPassedOver()
    {
        var taken = StationId.Parse(EngineHost.NewStation());
        var free = StationId.Parse(EngineHost.NewStation());
        await host.Database.AddStationAsync(taken.Value);
        var entered = new ConcurrentDictionary<StationId, int>();
        var intake = new StationIntake(host.Services.GetRequiredService<StationStore>(), (id, _, key) => Assert.True(entered.TryAdd(id, key)), TimeProvider.System);

        await Task.WhenAll(intake.EnterAsync(taken, RegistrationStatus.Accepted, default), intake.EnterAsync(free, RegistrationStatus.Pending, default));

        Assert.Equal([free], entered.Keys);
        Assert.Equal("Pending", await host.Database.ScalarAsync<string>("SELECT registration FROM csms.stations WHERE id = $1", free.Value));
    }

    [Fact]
    public async Task Password_WrongOrMissing_Is401AndTheRightOneIsTheProfile()
    {
        var id = EngineHost.NewStation();
        await PutAsync(id, profile => profile with { PasswordHash = StationPasswords.Hash("opensesame-123456") });

        Assert.Equal(HttpStatusCode.Unauthorized, await HandshakeAsync(id));
        Assert.Equal(HttpStatusCode.Unauthorized, await HandshakeAsync(id, id + ":wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await HandshakeAsync(id, "OTHER:opensesame-123456"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(id, id + ":opensesame-123456"));

        // Only the boot proves that the station lives on profile 1; from then on the password cannot be taken away by a lower handshake.
        Assert.Equal(0, host.State(id).Profile.SecurityProfile);
        await using (await ScriptedStation.BootAsync(host, id, "ocpp1.6", "opensesame-123456"))
        {
            Assert.Equal(1, host.State(id).Profile.SecurityProfile);
            await host.Directory.ReadAgainAsync([id], default); // a row from before the boot, as another node's change has it read
            Assert.Equal(1, host.State(id).Profile.SecurityProfile);
        }

        await PutAsync(id, profile => profile with { PasswordHash = null });
        Assert.Equal(HttpStatusCode.Unauthorized, await HandshakeAsync(id));
        Assert.Equal(HttpStatusCode.Unauthorized, await HandshakeAsync(id, id + ":opensesame-123456"));
        await Eventually.TrueAsync(
            async () => await host.Database.ScalarAsync<int>("SELECT security_profile FROM csms.stations WHERE id = $1", id) == 1,
            "the raised profile is stored");
        Assert.Equal(1, host.State(id).Profile.SecurityProfile);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Removed_WhileConnected_IsClosedAndItsSessionsStay(string version)
    {
        var id = EngineHost.NewStation();
        await using var station = await ScriptedStation.BootAsync(host, id, version);
        await station.CallAsync(new TransactionScript(version, 1, EngineHost.Token).Started(DateTimeOffset.UtcNow, 1));

        Assert.True(await host.Directory.DeleteAsync(StationId.Parse(id), CancellationToken.None));
        await station.Wire.ExpectGoneAsync();

        Assert.Null(host.Directory.Find(StationId.Parse(id)));
        Assert.Equal(1L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.sessions WHERE station_id = $1", id));
        Assert.False(await host.Directory.DeleteAsync(StationId.Parse(id), CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task SecondConnection_ReplacesTheFirst_AndTheStationStaysOnline(string version)
    {
        var id = EngineHost.NewStation();
        await using var first = await ScriptedStation.BootAsync(host, id, version);
        await using var second = await ScriptedStation.ConnectAsync(host, id, version);

        await first.Wire.ExpectGoneAsync();
        await second.CallAsync(new ScriptedMessage("Heartbeat", []));
        await second.CallAsync(new TransactionScript(version, 1, EngineHost.Token).Started(DateTimeOffset.UtcNow, 1));

        Assert.Equal(LinkState.Online, host.State(id).Link);
        await second.Wire.CloseAsync();
        await Eventually.TrueAsync(() => host.State(id).Link == LinkState.Offline, "the station is offline");
    }

    private static CommandRequest Command(string station, string action, string body) =>
        new(StationId.Parse(station), action, JsonDocument.Parse(body).RootElement, "test");

    private Task PutAsync(string id, Func<StationProfile, StationProfile> change) => host.Directory.PutAsync(StationId.Parse(id), change, CancellationToken.None);

    private async Task<HttpStatusCode> HandshakeAsync(string id, string? credentials = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ocpp1.6");
        socket.Options.CollectHttpResponseDetails = true;
        if (credentials is not null)
        {
            socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        }

        try
        {
            await socket.ConnectAsync(new Uri(host.Stations, "/ocpp/" + id), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode;
        }

        return socket.HttpStatusCode;
    }
}
