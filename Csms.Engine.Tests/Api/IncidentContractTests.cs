using System.Net;
using Csms.Engine.Incidents;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

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
