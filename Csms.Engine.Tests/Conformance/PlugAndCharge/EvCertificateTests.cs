using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>Contract certificates for cars, from a provider (M01, M02).</summary>
[Collection(PncCollection.Name)]
public sealed class EvCertificateTests(PncHost host)
{
    private const string Install = """{"iso15118SchemaVersion":"urn:iso:15118:2:2013:MsgDef","action":"Install","exiRequest":"gJgCAQ=="}""";

    public static TheoryData<string> Versions { get; } = ["ocpp2.0.1", "ocpp2.1"];

    [Theory]
    [UseCase("M01", "2.0.1", "2.1")]
    [UseCase("M02", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1", "Install")]
    [InlineData("ocpp2.0.1", "Update")]
    [InlineData("ocpp2.1", "Install")]
    [InlineData("ocpp2.1", "Update")]
    public async Task Certificate_IsFetchedFromTheProvider_WhileTheStationsOtherMessagesGoOn(string version, string action)
    {
        await using var station = await host.StationAsync(version);
        var released = new TaskCompletionSource();
        var seen = new TaskCompletionSource<JsonElement>();
        host.Outside.Provider = async context =>
        {
            seen.TrySetResult(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body));
            await released.Task;
            await context.Response.WriteAsJsonAsync(new { status = "Accepted", exiResponse = "gJgD", remainingContracts = 2 });
        };
        var more = version == "ocpp2.1" ? ""","maximumContractCertificateChains":3,"prioritizedEMAIDs":["DEXYZC12345678"]}""" : "}";
        await station.Socket.SendAsync($$"""[2,"slow","Get15118EVCertificate",{{Install[..^1].Replace("Install", action, StringComparison.Ordinal)}}{{more}}]""");
        var asked = await seen.Task;
        Assert.Equal((station.Id, action, "gJgCAQ=="), (asked.GetProperty("stationId").GetString(), asked.GetProperty("action").GetString(), asked.GetProperty("exiRequest").GetString()));
        Assert.Equal(version == "ocpp2.1", asked.TryGetProperty("prioritizedEMAIDs", out _) && asked.GetProperty("maximumContractCertificateChains").GetInt32() == 3);

        await station.CallAsync("Heartbeat", "{}"); // the provider has not answered yet
        released.SetResult();
        var answer = JsonElement.Parse(await station.Socket.ReceiveAsync());
        Assert.Equal(("slow", "Accepted", "gJgD"), (answer[1].GetString(), answer[2].GetProperty("status").GetString(), answer[2].GetProperty("exiResponse").GetString()));
        Assert.Equal(version == "ocpp2.1" ? 2 : null, answer[2].TryGetProperty("remainingContracts", out var left) ? left.GetInt32() : (int?)null);
        Assert.Equal(("answers", true), ((await host.GetAsync("/api/v1/settings/plug-and-charge")).Word("provider.state"), (await host.GetAsync("/api/v1/settings/plug-and-charge"))["provider.lastAnswerAt"].ValueKind == JsonValueKind.String));
    }

    [Theory]
    [UseCase("M01", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Provider_ThatFails_IsFailedWithAReason(string version)
    {
        await using var station = await host.StationAsync(version);
        (Func<HttpContext, Task> Provider, string Reason)[] cases =
        [
            (context => context.Response.WriteAsJsonAsync(new { status = "Failed", reasonCode = "NoContract", additionalInfo = new string('x', 2000) }), "NoContract"),
            (context => context.Response.WriteAsJsonAsync(new { status = "Accepted", exiResponse = new string('A', version == "ocpp2.1" ? 17_004 : 5604) }), "ProviderError"),
            (context => context.Response.WriteAsJsonAsync(new { status = "Accepted", exiResponse = "no base64!" }), "ProviderError"),
            (context => context.Response.WriteAsJsonAsync(new { status = "Perhaps" }), "ProviderError"),
            (context => context.Response.WriteAsync("<html>"), "ProviderError"),
            (context => { context.Response.StatusCode = (int)HttpStatusCode.BadGateway; return Task.CompletedTask; }, "ProviderError"),
            (context => { context.Abort(); return Task.CompletedTask; }, "ProviderUnreachable"),
        ];
        foreach (var (provider, reason) in cases)
        {
            host.Outside.Provider = provider;
            var answer = await station.CallAsync("Get15118EVCertificate", Install);
            Assert.Equal(("Failed", "", reason), (answer.GetProperty("status").GetString(), answer.GetProperty("exiResponse").GetString(), answer.GetProperty("statusInfo").GetProperty("reasonCode").GetString()));
        }

        Assert.Equal("fails", (await host.GetAsync("/api/v1/settings/plug-and-charge")).Word("provider.state"));
    }
}
