using System.Net;
using Csms.Engine.Incidents;
using Csms.Engine.Tests.Incidents;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Api;

/// <summary>/api/v1/incidents.</summary>
public sealed class IncidentContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private IncidentDesk Desk => host.Services.GetRequiredService<IncidentDesk>();

    [Fact]
    public async Task Incident_FromItsOpeningToItsEnd_IsReadAndWritten()
    {
        var id = await FaultAsync();
        var station = (await host.GetAsync($"/api/v1/incidents/{id}")).Is(HttpStatusCode.OK).Word("stationId")!;
        var listed = (await host.GetAsync($"/api/v1/incidents?state=open&station={station}")).Is(HttpStatusCode.OK);
        Assert.Equal(id, listed["items.0.id"].GetInt64());
        Assert.Equal(("fault", "critical", "open"), (listed.Word("items.0.rule"), listed.Word("items.0.severity"), listed.Word("items.0.state")));

        var acknowledged = (await host.PostAsync($"/api/v1/incidents/{id}/acknowledge")).Is(HttpStatusCode.OK);
        Assert.Equal("acknowledged", acknowledged.Word("state"));
        (await host.PostAsync($"/api/v1/incidents/{id}/acknowledge")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal("Bob", (await host.PostAsync($"/api/v1/incidents/{id}/assign", """{"assignee":"Bob"}""")).Is(HttpStatusCode.OK).Word("assignee"));
        (await host.PostAsync($"/api/v1/incidents/{id}/comments", """{"text":"on my way"}""")).Is(HttpStatusCode.OK);
        (await host.PostAsync($"/api/v1/incidents/{id}/close", """{"reason":" "}""")).IsProblem(HttpStatusCode.BadRequest);
        var closed = (await host.PostAsync($"/api/v1/incidents/{id}/close", """{"reason":"mended"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("closed", "mended"), (closed.Word("state"), closed.Word("closeReason")));
        Assert.Equal(["opened", "acknowledged", "assigned", "commented", "closed"], closed["timeline"].EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        (await host.PostAsync($"/api/v1/incidents/{id}/close", """{"reason":"again"}""")).IsProblem(HttpStatusCode.Conflict);

        var actions = (await host.AuditAsync()).Where(entry => entry.SubjectKind == "incident" && entry.SubjectId == $"{id}").Select(entry => entry.Action);
        Assert.Equal(["incident.close", "incident.comment", "incident.assign", "incident.acknowledge"], actions);
    }

    [Fact]
    public async Task Incident_OfAnotherSite_IsNeitherSeenNorTouched()
    {
        await host.PutAsync("/api/v1/sites/INC-N", """{"name":"North"}""");
        await host.PutAsync("/api/v1/sites/INC-S", """{"name":"South"}""");
        var id = await FaultAsync("INC-N");
        var south = await host.KeyAsync(["incidents.read", "incidents.write"], "INC-S");
        var north = await host.KeyAsync(["incidents.read"], "INC-N");
        (await host.GetAsync($"/api/v1/incidents/{id}", south)).IsProblem(HttpStatusCode.NotFound);
        Assert.Empty((await host.GetAsync("/api/v1/incidents", south)).Is(HttpStatusCode.OK)["items"].EnumerateArray());
        Assert.Equal(id, (await host.GetAsync("/api/v1/incidents", north)).Is(HttpStatusCode.OK)["items.0.id"].GetInt64());
        (await host.PostAsync($"/api/v1/incidents/{id}/acknowledge", "", north)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PostAsync($"/api/v1/incidents/{id}/acknowledge", "", south)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_InPages_GivesEveryIncidentOnce()
    {
        var made = new List<long> { await FaultAsync(), await FaultAsync(), await FaultAsync() };
        var seen = new List<long>();
        string? next = null;
        do
        {
            var page = (await host.GetAsync($"/api/v1/incidents?limit=2{(next is null ? "" : $"&cursor={next}")}")).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            next = page["next"].GetString();
        }
        while (next is not null);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.All(made, id => Assert.Contains(id, seen));
        (await host.GetAsync("/api/v1/incidents?cursor=bm9uc2Vuc2U")).IsProblem(HttpStatusCode.BadRequest);
        (await host.GetAsync("/api/v1/incidents?state=broken")).IsProblem(HttpStatusCode.BadRequest);
        (await host.GetAsync("/api/v1/incidents/999999")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_ByRuleSeveritySiteAndAssignee_NarrowsToThem()
    {
        await host.PutAsync("/api/v1/sites/INC-F", """{"name":"Filtered"}""");
        var (mine, other) = (await FaultAsync("INC-F"), await FaultAsync("INC-F"));
        (await host.PostAsync($"/api/v1/incidents/{mine}/assign", """{"assignee":"Zoe"}""")).Is(HttpStatusCode.OK);
        Assert.Equal([mine], await IdsAsync("site=INC-F&assignee=Zoe"));
        Assert.Equal([other], await IdsAsync("site=INC-F&assignee=-"));
        Assert.Equal([other, mine], await IdsAsync("site=INC-F&rule=fault&severity=critical"));
        Assert.Empty(await IdsAsync("site=INC-F&rule=offline"));
        Assert.Empty(await IdsAsync("site=INC-F&rule=fault&severity=info"));
        Assert.Empty(await IdsAsync("site=INC-F", await host.KeyAsync(["incidents.read"], "INC-G")));
        (await host.GetAsync("/api/v1/incidents?rule=weather")).IsProblem(HttpStatusCode.BadRequest);

        async Task<IReadOnlyList<long>> IdsAsync(string query, string? key = null) =>
            [.. (key is null ? await host.GetAsync($"/api/v1/incidents?{query}") : await host.GetAsync($"/api/v1/incidents?{query}", key)).Is(HttpStatusCode.OK)["items"].EnumerateArray().Select(item => item.GetProperty("id").GetInt64())];
    }

    [Fact]
    public async Task Rules_ReadAndSaved_CountAtOnceAndAreAudited()
    {
        var before = (await host.GetAsync("/api/v1/incident-rules")).Is(HttpStatusCode.OK);
        var offline = before["rules"].EnumerateArray().First(rule => rule.GetProperty("rule").GetString() == "offline");
        Assert.True(offline.GetProperty("on").GetBoolean());
        Assert.Equal("offlineSeconds", offline.GetProperty("thresholds")[0].GetProperty("name").GetString());

        var saved = (await host.PutAsync("/api/v1/incident-rules", """{"off":["clockWrong"],"thresholds":{"certificateDays":45}}""")).Is(HttpStatusCode.OK);
        var options = host.Services.GetRequiredService<IncidentSettings>().Current;
        Assert.Equal((45, true), (options.CertificateDays, options.SwitchedOff.Contains(IncidentRule.ClockWrong)));
        Assert.Equal(offline.GetRawText(), saved["rules"].EnumerateArray().First(rule => rule.GetProperty("rule").GetString() == "offline").GetRawText());
        (await host.PutAsync("/api/v1/incident-rules", """{"off":[]}""")).Is(HttpStatusCode.OK);
        Assert.Equal(45, host.Services.GetRequiredService<IncidentSettings>().Current.CertificateDays);

        foreach (var (body, member) in new[] { ("""{"thresholds":{"certificateDays":0}}""", "thresholds.certificateDays"), ("""{"thresholds":{"moon":1}}""", "thresholds.moon"), ("""{"off":["weather"]}""", "off") })
            Assert.True((await host.PutAsync("/api/v1/incident-rules", body)).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty(member, out _), member);
        (await host.GetAsync("/api/v1/incident-rules", await host.KeyAsync(["settings.manage"], "INC-N"))).IsProblem(HttpStatusCode.Forbidden);
        Assert.Contains(await host.AuditAsync(), entry => entry is { Action: "setting.incidents" } && entry.After!.Contains("\"certificateDays\": 45", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Channel_FromItsBeginningToItsEnd_TellsWhatItIsAndNeverItsSecret()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        var made = (await host.PostAsync("/api/v1/notification-channels", $$$"""
            {"kind":"webhook","name":"Duty","url":"{{{catcher.Url}}}","secret":"hush-hush-hush","leastSeverity":"critical","rules":["fault"],"quietHours":{"from":"22:00","to":"06:00","timeZone":"Europe/Berlin"}}
            """)).Is(HttpStatusCode.Created);
        var path = $"/api/v1/notification-channels/{made.Word("id")}";
        Assert.Equal(("webhook", "critical", "true", "22:00", "true"), (made.Word("kind"), made.Word("leastSeverity"), made.Word("hasSecret"), made.Word("quietHours.from"), made.Word("quietHours.criticalPasses")));
        Assert.True((await host.PostAsync($"{path}/test")).Is(HttpStatusCode.OK)["ok"].GetBoolean());

        catcher.Answer = HttpStatusCode.InternalServerError;
        var incident = await FaultAsync();
        var database = host.Services.GetRequiredService<NpgsqlDataSource>();
        // Between two attempts: what is due may be on its way, and its end would put "waiting" back.
        await Eventually.TrueAsync(async () => await RunAsync("UPDATE csms.notifications SET state = 'failed' WHERE state = 'waiting' AND attempts > 0 AND due_at > clock_timestamp() AND incident_id = $1") == 1, "the notice was tried");
        Assert.Equal(1, (await host.GetAsync(path)).Is(HttpStatusCode.OK)["givenUp"].GetInt32());
        Assert.Equal(incident, (await host.GetAsync($"{path}/given-up")).Is(HttpStatusCode.OK).Body[0].GetProperty("incidentId").GetInt64());
        catcher.Answer = HttpStatusCode.Accepted;
        Assert.Equal(1, (await host.PostAsync($"{path}/retry")).Is(HttpStatusCode.OK)["count"].GetInt32());
        await catcher.WaitAsync(3);

        var changed = (await host.PutAsync(path, """{"enabled":false,"quietHours":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("Duty", "false", "true", "null"), (changed.Word("name"), changed.Word("enabled"), changed.Word("hasSecret"), changed.Word("quietHours")));
        Assert.DoesNotContain("hush", (await host.GetAsync("/api/v1/notification-channels")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await host.DeleteAsync(path)).Is(HttpStatusCode.NoContent);
        (await host.GetAsync(path)).IsProblem(HttpStatusCode.NotFound);
        var entries = (await host.AuditAsync()).Where(entry => entry.SubjectId == made.Word("id")).ToList();
        Assert.Equal(["channel.delete", "channel.update", "channel.retry", "channel.test", "channel.create"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.DoesNotContain("hush", entry.Before + entry.After, StringComparison.Ordinal));

        async Task<int> RunAsync(string sql)
        {
            await using var command = database.CreateCommand(sql);
            command.Parameters.Add(new() { Value = incident });
            return await command.ExecuteNonQueryAsync();
        }
    }

    [Theory]
    [InlineData("""{"kind":"pagerDuty","name":"A","secret":"routing-key"}""", """{"url":"http://127.0.0.1:9/"}""")]
    [InlineData("""{"kind":"email","name":"A","host":"mail.example.com","user":"u","from":"a@example.com","to":["b@example.com"],"secret":"password"}""", """{"host":"127.0.0.1"}""")]
    [InlineData("""{"kind":"email","name":"A","host":"mail.example.com","user":"u","from":"a@example.com","to":["b@example.com"],"secret":"password"}""", """{"startTls":false}""")]
    public async Task Channel_ThatWouldSendItsSecretElsewhere_WantsItAgain(string made, string elsewhere)
    {
        var path = $"/api/v1/notification-channels/{(await host.PostAsync("/api/v1/notification-channels", made)).Is(HttpStatusCode.Created).Word("id")}";
        Assert.True((await host.PutAsync(path, elsewhere)).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("secret", out _));
        (await host.PutAsync(path, $$"""{"secret":"another",{{elsewhere[1..]}}""")).Is(HttpStatusCode.OK);
        (await host.PutAsync(path, """{"name":"B"}""")).Is(HttpStatusCode.OK);
        (await host.DeleteAsync(path)).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("""{"kind":"pigeon","name":"A"}""", "kind")]
    [InlineData("""{"kind":"webhook","name":" ","url":"https://example.com","secret":"s"}""", "name")]
    [InlineData("""{"kind":"webhook","name":"A","url":"ftp://example.com","secret":"s"}""", "url")]
    [InlineData("""{"kind":"webhook","name":"A","url":"https://example.com"}""", "secret")]
    [InlineData("""{"kind":"pagerDuty","name":"A"}""", "secret")]
    [InlineData("""{"kind":"email","name":"A","host":"mail","from":"a@example.com","to":["nobody"]}""", "to")]
    [InlineData("""{"kind":"email","name":"A","host":"mail","from":"nobody","to":["a@example.com"]}""", "from")]
    [InlineData("""{"kind":"webhook","name":"A","url":"https://example.com","secret":"s","siteIds":["NOWHERE"]}""", "siteIds")]
    [InlineData("""{"kind":"webhook","name":"A","url":"https://example.com","secret":"s","quietHours":{"from":"22:00","to":"22:00","timeZone":"Europe/Berlin"}}""", "quietHours")]
    public async Task Channel_ThatCouldNotTell_IsRefusedNamingTheMember(string body, string member) =>
        Assert.True((await host.PostAsync("/api/v1/notification-channels", body)).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty(member, out _));

    /// <summary>A station with a fault, and the number of its incident.</summary>
    private async Task<long> FaultAsync(string? site = null)
    {
        var id = host.NewId("INC");
        await host.PutAsync($"/api/v1/stations/{id}", site is null ? $$"""{"name":"{{id}}"}""" : $$"""{"name":"{{id}}","siteId":"{{site}}"}""");
        await using var station = await host.ConnectAsync(id);
        await station.BootAsync();
        await station.CallAsync("StatusNotification", """{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}""");
        Incident? incident = null;
        await Eventually.TrueAsync(async () =>
        {
            await Desk.ScanAsync(TimeProvider.System.GetUtcNow().AddSeconds(15), CancellationToken.None);
            return (incident = Desk.Open.FirstOrDefault(each => each.Rule == IncidentRule.Fault && each.Subject.StationId == id)) is not null;
        }, $"the fault of {id} is an incident");
        return incident!.Id;
    }
}
