using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Security;

/// <summary>Security events and new passwords (block A; 1.6 with the security extensions), over sockets and REST.</summary>
public sealed class SecurityTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Old = "0123456789abcdef";

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    [Theory]
    [MemberData(nameof(Versions))]
    [UseCase("A04", "1.6", "2.0.1", "2.1")]
    public async Task SecurityEvents_OfAStation_AreListedOnceAndBounded(string version)
    {
        await using var station = await host.StationAsync(version);
        await TellAsync(station, "TamperDetectionActivated", 0, "cover");
        await TellAsync(station, "TamperDetectionActivated", 0, "cover"); // its answer was lost
        await TellAsync(station, "InvalidMessages", 1);
        var events = (await ReadAsync(station.Id, "security-events"))["items"].EnumerateArray()
            .Select(each => $"{each.GetProperty("type")} {each.GetProperty("critical")} {each.GetProperty("techInfo")} {each.GetProperty("at")}");
        Assert.Equal(["InvalidMessages False  2026-03-01T10:01:00Z", "TamperDetectionActivated True cover 2026-03-01T10:00:00Z"], events);
        for (var minute = 2; minute < 130; minute++) await TellAsync(station, "InvalidMessages", minute);
        Assert.Equal(100, (await ReadAsync(station.Id, "security-events?limit=1000"))["items"].GetArrayLength());
        (await host.GetAsync("/api/v1/stations/NOBODY/security-events")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [UseCase("A01", "1.6", "2.0.1", "2.1")]
    public async Task Password_Accepted_IsTheOnlyOneAtOnce(string version)
    {
        var id = await EnterAsync();
        (await host.PostAsync($"/api/v1/stations/{id}/password-change")).IsProblem(HttpStatusCode.Conflict); // nobody could tell it
        string password;
        await using (var station = await host.ConnectAsync(id, version, Old))
        {
            await station.BootAsync();
            var begun = host.PostAsync($"/api/v1/stations/{id}/password-change");
            var told = await station.AnswerAsync(version == "ocpp1.6" ? "ChangeConfiguration" : "SetVariables", version == "ocpp1.6"
                ? """{"status":"Accepted"}"""
                : """{"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""");
            password = version == "ocpp1.6" ? told.GetProperty("value").GetString()! : told.GetProperty("setVariableData")[0].GetProperty("attributeValue").GetString()!;
            Assert.Equal(version == "ocpp1.6" ? 40 : 20, password.Length);
            Assert.Equal("done", (await begun).Is(HttpStatusCode.OK).Word("state"));
        }

        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, version, Old))).Message, StringComparison.Ordinal);
        await using (var station = await host.ConnectAsync(id, version, version == "ocpp1.6" ? System.Text.Encoding.ASCII.GetString(Convert.FromHexString(password)) : password)) await station.BootAsync();
        await using (var station = await host.ConnectAsync(id, version, password)) await station.BootAsync(); // in 1.6 the hex digits are it as well

        var clear = version == "ocpp1.6" ? System.Text.Encoding.ASCII.GetString(Convert.FromHexString(password)) : password;
        foreach (var shown in new[] { "messages", "password-change", "variables" })
        {
            var text = (await ReadAsync(id, shown)).Text;
            Assert.DoesNotContain(password, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(clear, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(await host.AuditAsync(), entry => (entry.Before + entry.After + entry.Reason).Contains(clear, StringComparison.Ordinal));
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "station.password.change" && entry.SubjectId == id);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [UseCase("A01", "1.6", "2.0.1", "2.1")]
    public async Task Password_RefusedOrUnanswered_LocksNoStationOut(string version)
    {
        var id = await EnterAsync();
        string password;
        await using (var station = await host.ConnectAsync(id, version, Old))
        {
            await station.BootAsync();
            var refused = host.PostAsync($"/api/v1/stations/{id}/password-change");
            await station.AnswerAsync(version == "ocpp1.6" ? "ChangeConfiguration" : "SetVariables", version == "ocpp1.6"
                ? """{"status":"Rejected"}"""
                : """{"setVariableResult":[{"attributeStatus":"Rejected","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""");
            Assert.Equal(("failed", "refused", "Rejected"), Of((await refused).Is(HttpStatusCode.OK)));

            // Taken, and the link breaks before the answer.
            var lost = host.PostAsync($"/api/v1/stations/{id}/password-change");
            var call = (await station.ExpectAsync(version == "ocpp1.6" ? "ChangeConfiguration" : "SetVariables"))[3];
            password = version == "ocpp1.6" ? call.GetProperty("value").GetString()! : call.GetProperty("setVariableData")[0].GetProperty("attributeValue").GetString()!;
            await station.Socket.CloseAsync();
            Assert.Equal(("failed", "noAnswer", null), Of((await lost).Is(HttpStatusCode.OK)));
        }

        await using (var station = await host.ConnectAsync(id, version, Old)) await station.BootAsync();
        await using (var station = await host.ConnectAsync(id, version, password)) await station.BootAsync();
        await Eventually.TrueAsync(async () => (await ReadAsync(id, "password-change")).Word("state") == "done", "the station has it after all");
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, version, Old))).Message, StringComparison.Ordinal);
    }

    [Fact]
    [UseCase("A01", "2.1")]
    public async Task Password_TakenAtTheNextRestart_OldOneCountsUntilTheNewIsShown()
    {
        var id = await EnterAsync();
        string password;
        await using (var station = await host.ConnectAsync(id, "ocpp2.1", Old))
        {
            await station.BootAsync();
            var begun = host.PostAsync($"/api/v1/stations/{id}/password-change");
            var told = await station.AnswerAsync("SetVariables", """{"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""");
            password = told.GetProperty("setVariableData")[0].GetProperty("attributeValue").GetString()!;
            Assert.Equal("waiting", (await begun).Is(HttpStatusCode.OK).Word("state"));
            (await host.PostAsync($"/api/v1/stations/{id}/password-change")).IsProblem(HttpStatusCode.Conflict);
        }

        // It still comes with the old one: it may.
        await using (var station = await host.ConnectAsync(id, "ocpp2.1", Old)) await station.BootAsync();
        Assert.Equal("waiting", (await ReadAsync(id, "password-change")).Word("state"));
        await using (var station = await host.ConnectAsync(id, "ocpp2.1", password)) await station.BootAsync();
        await Eventually.TrueAsync(async () => (await ReadAsync(id, "password-change")).Word("state") == "done", "the new password is in force");
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, "ocpp2.1", Old))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_EnteredByAPersonMeanwhile_IsTheOnlyOne()
    {
        var id = await EnterAsync();
        string password;
        await using (var station = await host.ConnectAsync(id, "ocpp2.1", Old))
        {
            await station.BootAsync();
            var begun = host.PostAsync($"/api/v1/stations/{id}/password-change");
            var told = await station.AnswerAsync("SetVariables", """{"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""");
            password = told.GetProperty("setVariableData")[0].GetProperty("attributeValue").GetString()!;
            Assert.Equal("waiting", (await begun).Is(HttpStatusCode.OK).Word("state"));
        }

        (await host.PutAsync($"/api/v1/stations/{id}", """{"password":"entered-by-a-person"}""")).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => Of(await ReadAsync(id, "password-change")) is ("failed", "replaced", null), "nothing is waited for any more");
        foreach (var refused in new[] { Old, password }) await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync(id, "ocpp2.1", refused));
        await using (var station = await host.ConnectAsync(id, "ocpp2.1", "entered-by-a-person")) await station.BootAsync();
    }

    [Fact]
    public async Task Password_WithoutThePermission_IsNotChanged()
    {
        var id = await EnterAsync();
        var reader = await host.KeyAsync(["stations.read"]);
        (await host.PostAsync($"/api/v1/stations/{id}/password-change", key: reader)).IsProblem(HttpStatusCode.Forbidden);
        (await host.GetAsync($"/api/v1/stations/{id}/password-change", reader)).Is(HttpStatusCode.OK);
    }

    private static (string? State, string? Fault, string? Answer) Of(ApiAnswer answer) => (answer.Word("state"), answer.Word("fault"), answer["answer"].GetString());

    private static Task<JsonElement> TellAsync(OcppTalk station, string type, int minute, string? info = null) => station.CallAsync("SecurityEventNotification",
        $$"""{"type":"{{type}}","timestamp":"{{TransactionScript.Text(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero).AddMinutes(minute))}}"{{(info is null ? "" : $",\"techInfo\":\"{info}\"")}}}""");

    private async Task<string> EnterAsync()
    {
        var id = host.NewId("SEC");
        (await host.PutAsync($"/api/v1/stations/{id}", $$"""{"password":"{{Old}}"}""")).Is(HttpStatusCode.Created);
        return id;
    }

    private async Task<ApiAnswer> ReadAsync(string id, string what) => (await host.GetAsync($"/api/v1/stations/{id}/{what}")).Is(HttpStatusCode.OK);
}
