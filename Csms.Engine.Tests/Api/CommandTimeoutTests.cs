using System.Net;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 2: a station that does not answer.</summary>
public sealed class CommandTimeoutTests(CommandTimeoutTests.Host host) : IClassFixture<CommandTimeoutTests.Host>
{
    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Contract2_NoAnswerInTime_Is504AndTheNextCommandIsSent(string protocol)
    {
        await using var station = await host.StationAsync(protocol);
        var command = host.CommandAsync(station.Id, "ClearCache");
        var call = await station.ExpectAsync("ClearCache");
        var answer = (await command).IsProblem(HttpStatusCode.GatewayTimeout);
        Assert.Equal(call[1].GetString(), answer.Word("messageId"));
        Assert.Equal("noAnswer", (await host.GetAsync($"/api/v1/commands/{answer.Word("commandId")}")).Word("stage"));

        // An answer after its time belongs to nothing any more.
        await station.Socket.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Accepted"}]""");
        var next = host.CommandAsync(station.Id, "ClearCache");
        await station.AnswerAsync("ClearCache", """{"status":"Rejected"}""");
        Assert.Equal("Rejected", (await next).Is(HttpStatusCode.OK).Word("status"));
    }

    /// <summary>A host that waits briefly.</summary>
    public sealed class Host : ApiHost
    {
        protected override void Configure(IDictionary<string, string?> settings) => settings["Csms:Ocpp:CallTimeoutSeconds"] = "5";
    }
}
