using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csms.Console.Lists;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.ApiKeys;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.Storage;
using Csms.Console.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Lists;

/// <summary>Views over REST, and what becomes of them when whoever made them goes.</summary>
[Collection(PagesCollection.Name)]
public sealed class ViewApiTests(PagesHost host)
{
    private static readonly string[] _sharer = [Permissions.StationsRead, Permissions.SessionsRead, Permissions.ViewsShare];

    [Fact]
    public async Task View_EnteredChangedListedAndDeleted_IsOnesOwnUntilItIsShared()
    {
        var (one, other) = (await ClientAsync("one", _sharer), await ClientAsync("other", [Permissions.StationsRead]));
        var path = $"/api/v1/views/{Guid.NewGuid()}";
        using var made = await one.PutAsJsonAsync(path, new { list = "stations", name = "Mine", query = "sort=-kw&view=x&state=offline" });
        var body = await ReadAsync(made, HttpStatusCode.Created);
        Assert.Equal(("sort=-kw&state=offline", true, false, 1), (body.GetProperty("query").GetString(), body.GetProperty("own").GetBoolean(), body.GetProperty("shared").GetBoolean(), body.GetProperty("version").GetInt32()));
        Assert.Equal(path, made.Headers.Location!.ToString());

        // Nobody else sees it, or may take its id.
        await ReadAsync(await other.GetAsync(path), HttpStatusCode.NotFound);
        await ReadAsync(await other.PutAsJsonAsync(path, new { list = "stations", name = "Theirs" }), HttpStatusCode.Conflict);
        await ReadAsync(await other.DeleteAsync(path), HttpStatusCode.NotFound);

        var shared = await ReadAsync(await one.PutAsJsonAsync(path, new { shared = true, version = 1 }), HttpStatusCode.OK);
        Assert.Equal(("Mine", 2), (shared.GetProperty("name").GetString(), shared.GetProperty("version").GetInt32()));
        var seen = await ReadAsync(await other.GetAsync($"/api/v1/views?list=stations&shared=true"), HttpStatusCode.OK);
        Assert.Contains(seen.GetProperty("items").EnumerateArray(), view => view.GetProperty("name").GetString() == "Mine" && !view.GetProperty("own").GetBoolean());
        await ReadAsync(await other.PutAsJsonAsync(path, new { name = "Theirs" }), HttpStatusCode.Forbidden);
        await ReadAsync(await other.DeleteAsync(path), HttpStatusCode.Forbidden);
        await ReadAsync(await one.PutAsJsonAsync(path, new { name = "Late", version = 1 }), HttpStatusCode.Conflict);
        await ReadAsync(await one.PutAsJsonAsync($"/api/v1/views/{Guid.NewGuid()}", new { list = "stations", name = "mine", shared = true }), HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.NoContent, (await one.DeleteAsync(path)).StatusCode);
    }

    [Fact]
    public async Task View_OfAListThatIsNotOnesToSee_IsNotThere()
    {
        var (all, stations) = (host.Client(withKey: true), await ClientAsync("stations only", [Permissions.StationsRead]));
        var path = $"/api/v1/views/{Guid.NewGuid()}";
        await ReadAsync(await all.PutAsJsonAsync(path, new { list = "tokens", name = "Of one driver", query = "q=Ann", shared = true }), HttpStatusCode.Created);
        await ReadAsync(await stations.GetAsync(path), HttpStatusCode.NotFound);
        Assert.DoesNotContain("Ann", await stations.GetStringAsync("/api/v1/views"), StringComparison.Ordinal);
        await ReadAsync(await stations.PutAsJsonAsync($"/api/v1/views/{Guid.NewGuid()}", new { list = "tokens", name = "Mine" }), HttpStatusCode.Forbidden);
        await all.DeleteAsync(path);
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "list")]
    [InlineData("""{"list":"drivers","name":"x"}""", "list")]
    [InlineData("""{"list":"stations"}""", "name")]
    [InlineData("""{"list":"stations","name":" "}""", "name")]
    [InlineData("""{"list":"stations","name":"x","shared":"yes"}""", "shared")]
    [InlineData("""{"list":"stations","name":"x","query":null}""", "query")]
    public async Task View_WithAFault_NamesTheMember(string json, string member)
    {
        using var client = host.Client(withKey: true);
        using var answer = await client.PutAsync($"/api/v1/views/{Guid.NewGuid()}", new StringContent(json, null, "application/json"));
        Assert.True((await ReadAsync(answer, HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(member, out _));
    }

    [Fact]
    public async Task Account_Deleted_TakesWhatWasItsOwnAndLeavesWhatItShared()
    {
        var made = await host.Services.GetRequiredService<UserAccounts>().CreateAsync(new NewAccount("leaver@example.com", "Leaver", "a-password-of-mine-2", [new GrantWish(Role.Operator, null)], false), AccessScope.System.Actor);
        var id = made.User!.Id;
        var (store, desk) = (host.Services.GetRequiredService<ListStore>(), host.Services.GetRequiredService<ViewDesk>());
        var who = await host.Services.GetRequiredService<AccessDirectory>().OfUserAsync(id, CancellationToken.None);
        var (_, own) = await desk.AddAsync(who, null, "stations", "Only mine", false, "", CancellationToken.None);
        var (_, shared) = await desk.AddAsync(who, null, "stations", "Of the leaver", true, "", CancellationToken.None);
        await store.ChooseAsync("stations", id.ToString(), ["id", "state"], CancellationToken.None);
        await host.Services.GetRequiredService<SignInSessions>().OpenAsync(id, null, null, "test", CancellationToken.None);

        Assert.True((await host.Services.GetRequiredService<UserAccounts>().DeleteAsync(id, AccessScope.System.Actor)).Succeeded);

        Assert.Null(await store.FindAsync(own.Id, CancellationToken.None));
        Assert.Equal(ListChoice.None, await store.ChoiceAsync("stations", id.ToString(), CancellationToken.None));
        await using var database = await host.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync();
        Assert.False(await database.SignInSessions.AnyAsync(session => session.UserId == id));
        Assert.Equal("Leaver", (await store.FindAsync(shared.Id, CancellationToken.None))!.OwnerName);

        // What an earlier end of the program left behind goes at the next start; what is shared or has its account stays.
        await store.ChooseAsync("stations", id.ToString(), ["id"], CancellationToken.None);
        var admin = (await host.Services.GetRequiredService<UserAccounts>().ListAsync())[0].Id.ToString();
        await store.ChooseAsync("sessions", admin, ["id"], CancellationToken.None);
        await store.SweepAsync(CancellationToken.None);
        Assert.Equal(ListChoice.None, await store.ChoiceAsync("stations", id.ToString(), CancellationToken.None));
        Assert.NotNull((await store.ChoiceAsync("sessions", admin, CancellationToken.None)).Columns);
        Assert.NotNull(await store.FindAsync(shared.Id, CancellationToken.None));
        await store.ForgetAsync(admin, CancellationToken.None);
        await store.DeleteAsync(shared.Id, CancellationToken.None);
    }

    private async Task<HttpClient> ClientAsync(string name, IReadOnlyList<string> scopes)
    {
        var (_, text) = await host.Services.GetRequiredService<ApiKeyStore>().CreateAsync(new NewApiKey(name, scopes, null, null), AccessScope.System.Actor);
        var client = host.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", text);
        return client;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{status} was expected, {answer.StatusCode} came: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
