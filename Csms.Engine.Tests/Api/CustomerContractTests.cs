using System.Net;
using System.Text.Json;
using Csms.Engine.Customers;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Api;

/// <summary>What stations hold of customers over REST: asked, put together, cleared, and gone from here after a short time.</summary>
public sealed class CustomerContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Secret = "ADA-LOVELACE-7";

    [Theory]
    [UseCase("N09", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Report_InPartsOutOfOrder_IsPutTogether_AndGoesAfterAShortTime(string protocol)
    {
        await using var station = await host.StationAsync(protocol);
        var path = $"/api/v1/stations/{station.Id}/customer-information";
        var asking = host.PostAsync(path, $$"""{"customerIdentifier":"{{Secret}}","report":true}""");
        var asked = await station.AnswerAsync("CustomerInformation", """{"status":"Accepted"}""");
        (await asking).Is(HttpStatusCode.OK);
        Assert.Equal((Secret, true, false), (asked.GetProperty("customerIdentifier").GetString(), asked.GetProperty("report").GetBoolean(), asked.GetProperty("clear").GetBoolean()));
        var request = asked.GetProperty("requestId").GetInt32();

        await TellAsync(station, request, 2, false, $" of {Secret}");
        await TellAsync(station, request, 0, true, "two ");
        var part = (await host.GetAsync($"{path}/{request}")).Is(HttpStatusCode.OK);
        Assert.Equal((false, 2, 1), (part["complete"].GetBoolean(), part["parts"].GetInt32(), part["missing"].EnumerateArray().Single().GetInt32()));
        await TellAsync(station, request, 1, true, "sessions");
        var whole = (await host.GetAsync($"{path}/{request}")).Is(HttpStatusCode.OK);
        Assert.Equal(($"two sessions of {Secret}", true), (whole.Word("data"), whole["complete"].GetBoolean()));
        var listed = (await host.GetAsync(path)).Is(HttpStatusCode.OK)["items"].EnumerateArray().Single();
        Assert.Equal(("identifier", Secret, "Accepted"), (listed.GetProperty("by").GetString(), listed.GetProperty("customer").GetString(), listed.GetProperty("status").GetString()));

        // Neither a key without personal data nor the audit log is told who it is.
        var blind = await host.KeyAsync(["stations.read", "stations.command.config"]);
        (await host.PostAsync($"/api/v1/stations/{station.Id}/commands/CustomerInformation", """{"customerIdentifier":"X","report":true,"clear":false,"requestId":5}""", blind)).IsProblem(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(Secret, (await host.GetAsync($"/api/v1/stations/{station.Id}/commands", blind)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await host.GetAsync($"{path}/{request}", blind)).IsProblem(HttpStatusCode.Forbidden);
        (await host.GetAsync($"/api/v1/stations/{station.Id}/requests/{request}", blind)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PostAsync(path, """{"customerIdentifier":"X","report":true}""", await host.KeyAsync(["tokens.read"]))).IsProblem(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(await host.AuditAsync()), StringComparison.Ordinal);

        Assert.True(await HoldsAsync(Secret));
        await host.Services.GetRequiredService<CustomerDataKeeper>().SweepAsync(TimeProvider.System.GetUtcNow().AddMinutes(61), CancellationToken.None);
        Assert.False(await HoldsAsync(Secret));
        var gone = (await host.GetAsync($"{path}/{request}")).Is(HttpStatusCode.OK);
        Assert.Equal((JsonValueKind.Null, 3), (gone["data"].ValueKind, gone["parts"].GetInt32()));
        Assert.Equal("removed", (await host.GetAsync(path)).Is(HttpStatusCode.OK).Word("items.0.by"));
    }

    [Theory]
    [UseCase("N10", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Clear_OfACertificate_LeavesNothingHere_AndAReportIsRemovedOnRequest(string protocol)
    {
        await using var station = await host.StationAsync(protocol);
        var path = $"/api/v1/stations/{station.Id}/customer-information";
        var serial = $"C0FFEE{station.Id.GetHashCode(StringComparison.Ordinal):X8}";
        var clearing = host.PostAsync(path, $$"""{"hashAlgorithm":"SHA256","issuerNameHash":"aa","issuerKeyHash":"bb","serialNumber":"{{serial}}","clear":true}""");
        var asked = await station.AnswerAsync("CustomerInformation", """{"status":"Accepted"}""");
        (await clearing).Is(HttpStatusCode.OK);
        Assert.Equal(serial, asked.GetProperty("customerCertificate").GetProperty("serialNumber").GetString());
        await Eventually.TrueAsync(async () => !await HoldsAsync(serial), "what only cleared is masked at once");

        var token = $"T-{station.Id}-{protocol}";
        var both = host.PostAsync(path, $$"""{"idToken":"{{token}}","report":true,"clear":true}""");
        var request = (await station.AnswerAsync("CustomerInformation", """{"status":"Accepted"}""")).GetProperty("requestId").GetInt32();
        (await both).Is(HttpStatusCode.OK);
        await TellAsync(station, request, 0, false, $"card {token}");
        Assert.Equal($"card {token}", (await host.GetAsync($"{path}/{request}")).Is(HttpStatusCode.OK).Word("data"));
        (await host.DeleteAsync($"{path}/{request}")).Is(HttpStatusCode.NoContent);
        Assert.False(await HoldsAsync(token));
        (await host.DeleteAsync($"{path}/99999")).IsProblem(HttpStatusCode.NotFound);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "station.customer.remove");
    }

    [Theory]
    [InlineData(""" "customData":{"vendorId":"com.acme","batch":4} """)] // a vendor's own
    [InlineData(""" "x":1,"x":2 """)] // a member twice: it stays in the log as it came
    public async Task Report_WithAVendorsMembers_IsRead_AndGoes(string members)
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var path = $"/api/v1/stations/{station.Id}/customer-information";
        var asking = host.PostAsync(path, $$"""{"customerIdentifier":"C-{{station.Id}}","report":true}""");
        var request = (await station.AnswerAsync("CustomerInformation", """{"status":"Accepted"}""")).GetProperty("requestId").GetInt32();
        (await asking).Is(HttpStatusCode.OK);
        await station.CallAsync("NotifyCustomerInformation", $$"""{"requestId":{{request}},"seqNo":0,"tbc":false,"generatedAt":"2026-11-29T12:00:00Z","data":"of C-{{station.Id}}",{{members}} }""");
        if (members.Contains("customData", StringComparison.Ordinal)) Assert.Equal($"of C-{station.Id}", (await host.GetAsync($"{path}/{request}")).Is(HttpStatusCode.OK).Word("data"));

        await host.Services.GetRequiredService<CustomerDataKeeper>().SweepAsync(TimeProvider.System.GetUtcNow().AddMinutes(61), CancellationToken.None);
        Assert.False(await HoldsAsync($"C-{station.Id}"));
    }

    [Fact]
    public async Task Customer_OfARawCall_AnOrderToMany_AndOfADeletedStation_StaysNowhere()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var name = $"RAW-{station.Id}";
        var raw = host.PostAsync($"/api/v1/stations/{station.Id}/messages", $$"""{"action":"CustomerInformation","payload":{"requestId":77,"report":false,"clear":true,"customerIdentifier":"{{name}}"} }""");
        Assert.Equal(name, (await station.AnswerAsync("CustomerInformation", """{"status":"Accepted"}""")).GetProperty("customerIdentifier").GetString());
        (await raw).Is(HttpStatusCode.OK);
        Assert.False(await HoldsAsync(name));

        var bulk = host.PostAsync("/api/v1/bulk-commands", $$"""{"action":"CustomerInformation","body":{"requestId":78,"report":true,"clear":false,"customerIdentifier":"{{name}}"},"stations":["{{station.Id}}"]}""");
        await station.AnswerAsync("CustomerInformation", """{"status":"Accepted"}""");
        var run = (await bulk).Is(HttpStatusCode.Accepted).Word("id");
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/bulk-commands/{run}")).Word("state") == "done", "the order is over");
        Assert.DoesNotContain(name, JsonSerializer.Serialize(await host.AuditAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(name, (await host.GetAsync($"/api/v1/bulk-commands/{run}")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.True(await HoldsAsync(name));

        (await host.DeleteAsync($"/api/v1/stations/{station.Id}")).Is(HttpStatusCode.NoContent);
        await host.Services.GetRequiredService<CustomerDataKeeper>().SweepAsync(TimeProvider.System.GetUtcNow().AddSeconds(2), CancellationToken.None);
        Assert.False(await HoldsAsync(name));
    }

    [Fact]
    public async Task Wish_ThatCannotBe_NamesTheMember()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var path = $"/api/v1/stations/{station.Id}/customer-information";
        (await host.PostAsync(path, """{"idToken":"A"}""")).IsProblem(HttpStatusCode.BadRequest).Word("errors.report.0");
        (await host.PostAsync(path, """{"report":true}""")).IsProblem(HttpStatusCode.BadRequest).Word("errors.idToken.0");
        (await host.PostAsync(path, """{"idToken":"A","customerIdentifier":"B","report":true}""")).IsProblem(HttpStatusCode.BadRequest).Word("errors.idToken.0");
        (await host.PostAsync(path, """{"serialNumber":"1","report":true}""")).IsProblem(HttpStatusCode.BadRequest).Word("errors.issuerNameHash.0");
        (await host.PostAsync(path, $$"""{"idToken":"{{new string('A', 37)}}","report":true}""")).IsProblem(HttpStatusCode.BadRequest).Word("errors.idToken.0");
    }

    private static Task<JsonElement> TellAsync(OcppTalk station, int request, int number, bool more, string data) => station.CallAsync(
        "NotifyCustomerInformation", $$"""{"requestId":{{request}},"seqNo":{{number}},"tbc":{{(more ? "true" : "false")}},"generatedAt":"2026-11-29T12:00:00Z","data":"{{data}}"}""");

    /// <summary>Whether the text stands in a message or a command.</summary>
    private async Task<bool> HoldsAsync(string text)
    {
        await using var sql = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            SELECT EXISTS (SELECT 1 FROM csms.frames WHERE payload LIKE $1 OR answer_payload LIKE $1) OR EXISTS (SELECT 1 FROM csms.commands WHERE body::text LIKE $1)
            """);
        sql.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"%{text}%" });
        return (bool)(await sql.ExecuteScalarAsync())!;
    }
}
