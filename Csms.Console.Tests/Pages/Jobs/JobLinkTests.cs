using System.Net;
using Csms.Console.FieldWork;
using Csms.Console.Tests.Support;
using Csms.Engine.FieldWork;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Pages.Jobs;

/// <summary>What the link of a job opens, and what it does not.</summary>
public sealed class JobLinkTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    private FieldDesk Desk => host.Services.GetRequiredService<FieldDesk>();

    [Fact]
    public async Task Link_OfAnOpenJob_ReachesItsStationsAndNothingElse()
    {
        var (job, link) = await OpenAsync(DateTimeOffset.UtcNow.AddHours(1));
        using var client = host.Client();
        using var page = await client.GetAsync($"/job/{link}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("Set-Cookie", page.Headers.Select(header => header.Key));

        using var live = await client.GetAsync($"/job/{link}/live");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/job/{link}/live");
        again.Headers.TryAddWithoutValidation("If-None-Match", live.Headers.ETag!.ToString());
        using var same = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        Assert.Contains("not part of this job", await PostAsync(client, $"/job/{link}/run", ("station", "OTHER")), StringComparison.Ordinal);
        Assert.Contains("not part of this job", await PostAsync(client, $"/job/{link}/notes", ("station", "OTHER"), ("id", $"{Guid.NewGuid()}"), ("text", "No.")), StringComparison.Ordinal);
        Assert.Contains("no such check", await PostAsync(client, $"/job/{link}/run", ("station", "LINK-1"), ("item", "Unlock-9")), StringComparison.Ordinal);
        var kept = await PostAsync(client, $"/job/{link}/notes", ("station", "LINK-1"), ("id", "nothing"), ("text", "My long text"));
        Assert.Contains("My long text</textarea>", kept, StringComparison.Ordinal);
        Assert.Empty(await Desk.ResultsAsync([job.Id], CancellationToken.None));

        var other = Guid.NewGuid();
        await Desk.AddPhotoAsync(other, StationId.Parse("LINK-1"), null, Photos.Jpeg, null, "Ann", CancellationToken.None);
        using var staffs = await client.GetAsync($"/job/{link}/photos/{other}?station=LINK-1");
        Assert.Equal(HttpStatusCode.NotFound, staffs.StatusCode); // of staff, not of this job
    }

    [Fact]
    public async Task Link_ExpiredClosedOrUnknown_SaysSoPlainly()
    {
        using var client = host.Client();
        var (_, expired) = await OpenAsync(DateTimeOffset.UtcNow.AddMinutes(-1));
        var (job, closed) = await OpenAsync(DateTimeOffset.UtcNow.AddHours(1));
        await Desk.CloseAsync(job.Id, "Ann", CancellationToken.None);
        await SaysAsync(client, expired, HttpStatusCode.Gone, "This link has expired");
        await SaysAsync(client, closed, HttpStatusCode.Gone, "This job is closed");
        await SaysAsync(client, "nothing", HttpStatusCode.NotFound, "This link opens nothing");
        await PostAsync(client, $"/job/{expired}/notes", ("station", "LINK-1"), ("id", $"{Guid.NewGuid()}"), ("text", "Too late."));
        Assert.DoesNotContain(await Desk.NotesAsync(StationId.Parse("LINK-1"), null, CancellationToken.None), note => note.Text == "Too late.");
    }

    [Fact]
    public void WrongLinks_ManyFromOneAddress_AreNotLookedAtForAMinute()
    {
        var clock = new StoppedClock(DateTimeOffset.UnixEpoch);
        var wrong = new WrongLinks(clock);
        var (address, neighbour, other) = (IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2"), IPAddress.Parse("192.0.2.1"));
        for (var tries = 0; tries < WrongLinks.Most; tries++)
        {
            Assert.False(wrong.IsBlocked(address));
            wrong.Count(address);
        }
        Assert.True(wrong.IsBlocked(address));
        Assert.True(wrong.IsBlocked(neighbour)); // one host owns the whole of it
        Assert.False(wrong.IsBlocked(other));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(wrong.IsBlocked(address));
    }

    private static async Task SaysAsync(HttpClient client, string link, HttpStatusCode status, string words)
    {
        using var answer = await client.GetAsync($"/job/{link}");
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(path, content);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<(FieldJob Job, string Link)> OpenAsync(DateTimeOffset expiresAt) =>
        await Desk.OpenAsync("Links", [new FieldStation(StationId.Parse("LINK-1"), null)], expiresAt, "Ann", CancellationToken.None);
}
