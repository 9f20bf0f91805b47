using System.Net;
using System.Text;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.SingleSignOn;
using Csms.Console.Tests.Support;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Tests.Incidents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Api;

/// <summary>What administrators do, done by programs: audit log, users and their roles, second factor, health; and what each scope opens.</summary>
public sealed class AdministrationContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] _operator = [.. Permissions.Of(Role.Operator)];

    private UserAccounts Accounts => host.Services.GetRequiredService<UserAccounts>();

    /// <summary>A key whose scope opens nothing is a promise that nobody keeps.</summary>
    [Fact]
    public void Scope_EachOfThem_OpensAnEndpoint()
    {
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText == "/api/v1/stations/{id}/commands/{action}");
        var asked = endpoints.Where(endpoint => endpoint.RoutePattern.RawText is { } path && (path.StartsWith("/api/v1/", StringComparison.Ordinal) || path == "/metrics"))
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()).Select(data => data.Policy).OfType<string>();
        var commands = CommandCatalogue.All.Select(entry => CommandPermissions.Of(entry.Action)); // asked for within the one endpoint of commands
        Assert.Equal([], Permissions.All.Except(asked).Except(commands).Except(["metrics.read", "views.share"])); // asked for within: ApiRulesTests, ViewApiTests
    }

    [Fact]
    public async Task AuditLog_FilteredPagedAndTaken_HoldsEveryEntryOnce()
    {
        var site = host.NewId("AUD");
        foreach (var name in new[] { "One", "Two", "Three" }) await host.PutAsync($"/api/v1/sites/{site}", $$"""{"name":"{{name}}"}""");
        var (seen, cursor) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = (await host.GetAsync($"/api/v1/audit-log?subjectKind=site&subjectId={site}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray());
            cursor = page["next"].GetString();
            await host.PutAsync($"/api/v1/sites/{site}", """{"name":"Meanwhile"}"""); // moves nothing
        }
        while (cursor is not null);
        Assert.Equal(["site.update", "site.update", "site.create"], seen.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal(("apiKey", "Two", "Three"), (Word(seen[0], "actorKind"), seen[0].GetProperty("before").GetProperty("name").GetString(), seen[0].GetProperty("after").GetProperty("name").GetString()));
        var one = (await host.GetAsync($"/api/v1/audit-log/{seen[2].GetProperty("id").GetInt64()}")).Is(HttpStatusCode.OK);
        Assert.Equal(("site.create", site, "null"), (one.Word("action"), one.Word("subjectId"), one.Word("before")));
        (await host.GetAsync("/api/v1/audit-log/999999999")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(1, (await host.GetAsync($"/api/v1/audit-log?search={site}&action=site.create")).Is(HttpStatusCode.OK)["items"].GetArrayLength());
        Assert.Equal(0, (await host.GetAsync($"/api/v1/audit-log?search={site}&to=2020-01-01")).Is(HttpStatusCode.OK)["items"].GetArrayLength());

        var file = (await host.GetAsync($"/api/v1/audit-log/export.csv?subjectId={site}&action=site.create")).Is(HttpStatusCode.OK);
        Assert.Equal("text/csv", file.MediaType);
        Assert.Equal(2, file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "audit.export");
        (await host.GetAsync("/api/v1/audit-log/export.csv?from=yesterday")).IsProblem(HttpStatusCode.BadRequest);
        (await host.GetAsync("/api/v1/audit-log", await host.KeyAsync([Permissions.AuditRead], site))).IsProblem(HttpStatusCode.Forbidden);
        (await host.GetAsync("/api/v1/audit-log", await host.KeyAsync([Permissions.AuditRead]))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task User_FromInvitationToDeletion_IsManagedByAProgram()
    {
        var invited = (await host.PostAsync("/api/v1/invitations", """{"email":"Ann@example.com","displayName":"Ann","grants":[{"role":"Operator"}]}""")).Is(HttpStatusCode.Created);
        Assert.Contains("/invitation?token=", invited.Word("link"), StringComparison.Ordinal);
        (await host.PostAsync("/api/v1/invitations", """{"email":"ann@example.com","displayName":"Ann","grants":[{"role":"Viewer"}]}""")).IsProblem(HttpStatusCode.Conflict);
        var renewed = (await host.PostAsync($"/api/v1/invitations/{invited.Word("id")}/renew")).Is(HttpStatusCode.OK);
        Assert.NotEqual(invited.Word("link"), renewed.Word("link"));
        var listed = (await host.GetAsync("/api/v1/invitations")).Is(HttpStatusCode.OK);
        Assert.Equal(("Operator", "null"), (listed.Word("items.0.grants.0.role"), listed.Word("items.0.link")));
        (await host.DeleteAsync($"/api/v1/invitations/{invited.Word("id")}")).Is(HttpStatusCode.NoContent);
        (await host.DeleteAsync($"/api/v1/invitations/{invited.Word("id")}")).IsProblem(HttpStatusCode.NotFound);

        await host.PutAsync("/api/v1/sites/USR", """{"name":"Users"}""");
        var made = (await host.PostAsync("/api/v1/users", """{"email":"bob@example.com","displayName":"Bob","grants":[{"role":"Viewer"},{"role":"Viewer","siteId":"USR"}]}""")).Is(HttpStatusCode.Created);
        var path = $"/api/v1/users/{made.Word("userId")}";
        Assert.Equal(1, (await host.GetAsync(path)).Is(HttpStatusCode.OK)["grants"].GetArrayLength());
        var changed = (await host.PutAsync(path, """{"grants":[{"role":"Technician","siteId":"USR"}]}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("Bob", "Technician", "USR", "true"), (changed.Word("displayName"), changed.Word("grants.0.role"), changed.Word("grants.0.siteId"), changed.Word("mustChangePassword")));
        (await host.PutAsync(path, """{"grants":[{"role":"King"}]}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PutAsync(path, """{"grants":[{"role":"Viewer","siteId":"NOWHERE"}]}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PostAsync("/api/v1/users", """{"email":"nobody","displayName":"","grants":[]}""")).IsProblem(HttpStatusCode.BadRequest);

        (await host.PostAsync($"{path}/lock")).Is(HttpStatusCode.NoContent);
        Assert.Equal("true", (await host.GetAsync(path)).Word("locked"));
        (await host.PostAsync($"{path}/unlock")).Is(HttpStatusCode.NoContent);
        Assert.Equal("false", (await host.GetAsync(path)).Word("locked"));
        (await host.PostAsync($"{path}/sign-out")).Is(HttpStatusCode.NoContent);
        (await host.DeleteAsync($"{path}/second-factor")).Is(HttpStatusCode.NoContent);
        Assert.NotEqual(made.Word("password"), (await host.PostAsync($"{path}/password-reset")).Is(HttpStatusCode.OK).Word("password"));
        (await host.DeleteAsync($"{path}/provider-login")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(1, (await host.GetAsync("/api/v1/users?search=bob@")).Is(HttpStatusCode.OK)["items"].GetArrayLength());
        (await host.DeleteAsync(path)).Is(HttpStatusCode.NoContent);
        (await host.GetAsync(path)).IsProblem(HttpStatusCode.NotFound);
        var entries = (await host.AuditAsync()).Where(entry => entry.SubjectId == made.Word("userId")).ToList();
        Assert.Equal(["user.delete", "user.resetPassword", "user.secondFactor.reset", "user.signOutEverywhere", "user.unlock", "user.lock", "user.update", "user.create"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.DoesNotContain(made.Word("password")!, entry.Before + entry.After, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_ThatManagesUsers_GivesAndTouchesNoMoreThanItHas()
    {
        var admin = (await Accounts.ListAsync()).Single(user => user.Email == ConsoleHost.AdminEmail);
        var weak = await host.KeyAsync([Permissions.UsersManage, .. _operator]);
        await host.PutAsync("/api/v1/sites/USX", """{"name":"Users"}""");
        foreach (var endpoint in new[] { "users", "invitations" })
        {
            (await host.PostAsync($"/api/v1/{endpoint}", $$"""{"email":"mallory-{{endpoint}}@example.com","displayName":"M","grants":[{"role":"Administrator"}]}""", weak)).IsProblem(HttpStatusCode.Forbidden);
            (await host.PostAsync($"/api/v1/{endpoint}", $$"""{"email":"mallory-{{endpoint}}@example.com","displayName":"M","grants":[{"role":"Administrator","siteId":"USX"}]}""", weak)).IsProblem(HttpStatusCode.Forbidden);
        }

        var oscar = (await host.PostAsync("/api/v1/users", """{"email":"oscar@example.com","displayName":"Oscar","grants":[{"role":"Operator"}]}""", weak)).Is(HttpStatusCode.Created).Word("userId");
        (await host.PutAsync($"/api/v1/users/{oscar}", """{"grants":[{"role":"Operator"},{"role":"SiteManager"}]}""", weak)).IsProblem(HttpStatusCode.Forbidden); // who sets tariffs on stations
        foreach (var (verb, what) in new[] { ("POST", "/lock"), ("POST", "/sign-out"), ("POST", "/password-reset"), ("DELETE", "/second-factor"), ("DELETE", "") })
        {
            var path = $"/api/v1/users/{admin.Id}{what}";
            (verb == "POST" ? await host.PostAsync(path, "", weak) : await host.DeleteAsync(path, weak)).IsProblem(HttpStatusCode.Forbidden);
        }

        (await host.PutAsync($"/api/v1/users/{admin.Id}", """{"grants":[{"role":"Operator"}]}""", weak)).IsProblem(HttpStatusCode.Forbidden);
        var invitation = (await host.PostAsync("/api/v1/invitations", """{"email":"boss@example.com","displayName":"Boss","grants":[{"role":"Administrator"}]}""")).Is(HttpStatusCode.Created).Word("id");
        (await host.PostAsync($"/api/v1/invitations/{invitation}/renew", "", weak)).IsProblem(HttpStatusCode.Forbidden); // its link would be an administrator's
        (await host.DeleteAsync($"/api/v1/invitations/{invitation}", weak)).IsProblem(HttpStatusCode.Forbidden);
        (await host.GetAsync("/api/v1/users", await host.KeyAsync(_operator))).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal([Role.Administrator], (await Accounts.FindAsync(admin.Id))!.Grants.Select(grant => grant.Role));
    }

    [Fact]
    public void Administrator_OfOneSite_GivesRolesOfThatSiteOnly()
    {
        var scope = new AccessScope(new Actor(ActorKind.User, "1", "Sue"), Permissions.Of(Role.Administrator).Select(permission => KeyValuePair.Create(permission, SiteSet.Of(["USX"]))));
        Assert.True(UserDesk.Covers(scope, [new(Role.Administrator, "USX"), new(Role.Viewer, "USX")]));
        foreach (var site in new[] { null, "USR" })
            foreach (var role in Enum.GetValues<Role>())
                Assert.False(UserDesk.Covers(scope, [new(role, site)]), $"{role} at {site}");
    }

    /// <summary>Users are managed where users.manage is held, not wherever its holder has some other role; who has no role belongs to no site.</summary>
    [Fact]
    public void Administrator_OfOneSiteWithAnotherRoleElsewhere_ManagesUsersOfTheFirstAlone()
    {
        var user = new ConsoleUser { Id = Guid.NewGuid(), DisplayName = "Sue" };
        user.Grants.AddRange([new RoleGrant { Role = Role.Administrator, SiteId = "USX" }, new RoleGrant { Role = Role.Operator, SiteId = "USR" }, new RoleGrant { Role = Role.Viewer }]);
        var scope = AccessDirectory.ScopeOf(user);
        Assert.True(UserDesk.Covers(scope, [new(Role.Administrator, "USX")]));
        Assert.False(UserDesk.Covers(scope, [new(Role.Operator, "USR")]));
        Assert.False(UserDesk.Covers(scope, [new(Role.Operator, "USX"), new(Role.Operator, "USR")]));
        Assert.False(UserDesk.Covers(scope, [new(Role.Viewer, null)]));
        Assert.False(UserDesk.Covers(scope, []));
        Assert.True(UserDesk.Covers(AccessScope.System, []));
        Assert.False(scope.Can(Permissions.AuditRead)); // the log is of the whole network
    }

    [Fact]
    public async Task Key_OfOneSite_SeesAndTouchesTheAccountsOfThatSiteAlone()
    {
        foreach (var site in new[] { "USA", "USB" }) await host.PutAsync($"/api/v1/sites/{site}", """{"name":"Users"}""");
        var key = await host.KeyAsync([.. Permissions.Of(Role.Administrator)], "USA");
        var here = await AddAsync("here", """{"role":"Operator","siteId":"USA"}""");
        var both = await AddAsync("both", """{"role":"Operator","siteId":"USA"},{"role":"Viewer","siteId":"USB"}""");
        var none = (await Accounts.CreateAsync(new NewAccount("none@example.com", "None", null, [], false, new ProviderLogin("https://login.example.com", "none", "Company")), new Actor(ActorKind.System, "test", "Test"))).User!.Id.ToString();
        Assert.Equal([here], (await host.GetAsync("/api/v1/users", key)).Is(HttpStatusCode.OK)["items"].EnumerateArray().Select(user => Word(user, "id")));
        foreach (var other in new[] { both, none })
        {
            (await host.GetAsync($"/api/v1/users/{other}", key)).IsProblem(HttpStatusCode.NotFound);
            (await host.PutAsync($"/api/v1/users/{other}", """{"displayName":"Mine","grants":[{"role":"Viewer","siteId":"USA"}]}""", key)).IsProblem(HttpStatusCode.NotFound);
            (await host.PostAsync($"/api/v1/users/{other}/password-reset", "", key)).IsProblem(HttpStatusCode.NotFound);
            (await host.DeleteAsync($"/api/v1/users/{other}", key)).IsProblem(HttpStatusCode.NotFound);
        }

        (await host.PutAsync($"/api/v1/users/{here}", """{"displayName":"Renamed"}""", key)).Is(HttpStatusCode.OK);
        (await host.PutAsync($"/api/v1/users/{here}", """{"grants":[]}""", key)).IsProblem(HttpStatusCode.Forbidden); // nobody's account
        (await host.PutAsync($"/api/v1/users/{here}", """{"grants":[{"role":"Viewer","siteId":"USB"}]}""", key)).IsProblem(HttpStatusCode.Forbidden);
        var elsewhere = (await host.PostAsync("/api/v1/invitations", """{"email":"else@example.com","displayName":"E","grants":[{"role":"Viewer","siteId":"USB"}]}""")).Is(HttpStatusCode.Created).Word("id");
        var mine = (await host.PostAsync("/api/v1/invitations", """{"email":"mine@example.com","displayName":"M","grants":[{"role":"Administrator","siteId":"USA"}]}""", key)).Is(HttpStatusCode.Created).Word("id");
        Assert.Equal([mine], (await host.GetAsync("/api/v1/invitations", key)).Is(HttpStatusCode.OK)["items"].EnumerateArray().Select(one => Word(one, "id")));
        (await host.PostAsync($"/api/v1/invitations/{elsewhere}/renew", "", key)).IsProblem(HttpStatusCode.NotFound);
        (await host.DeleteAsync($"/api/v1/invitations/{mine}", key)).Is(HttpStatusCode.NoContent);

        async Task<string?> AddAsync(string name, string grants) =>
            (await host.PostAsync("/api/v1/users", $$"""{"email":"{{name}}@example.com","displayName":"{{name}}","grants":[{{grants}}]}""")).Is(HttpStatusCode.Created).Word("userId");
    }

    [Fact]
    public async Task Key_ThatManagesKeys_GivesAndTouchesNoMoreThanItHas()
    {
        var all = (await host.GetAsync("/api/v1/api-keys")).Is(HttpStatusCode.OK)["items"].EnumerateArray().First(key => key.GetProperty("scopes").GetArrayLength() == Permissions.All.Count && key.GetProperty("siteIds").ValueKind == JsonValueKind.Null);
        var weak = await host.KeyAsync([Permissions.KeysManage, Permissions.StationsRead]);
        Assert.True((await MakeAsync("""{"name":"More","scopes":["stations.read","users.manage"]}""", weak)).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("scopes", out _));
        var like = (await MakeAsync("""{"name":"Like it","scopes":["stations.read"],"siteIds":["KEYA"]}""", weak)).Is(HttpStatusCode.Created);
        (await host.DeleteAsync($"/api/v1/api-keys/{Word(all, "id")}", weak)).IsProblem(HttpStatusCode.Forbidden);
        (await host.GetAsync("/api/v1/stations")).Is(HttpStatusCode.OK);

        var north = await host.KeyAsync([Permissions.KeysManage, Permissions.StationsRead], "KEYA");
        foreach (var (body, member) in new[]
        {
            ("""{"name":"Everywhere","scopes":["stations.read"]}""", "siteIds"), ("""{"name":"Nowhere","scopes":["stations.read"],"siteIds":[]}""", "siteIds"),
            ("""{"name":"There","scopes":["stations.read"],"siteIds":["KEYA","KEYB"]}""", "siteIds"), ("""{"name":"More","scopes":["stations.write"],"siteIds":["KEYA"]}""", "scopes"),
        })
            Assert.True((await MakeAsync(body, north)).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty(member, out _), body);
        var mine = (await MakeAsync("""{"name":"Mine","scopes":["stations.read"],"siteIds":["KEYA"]}""", north)).Is(HttpStatusCode.Created);
        var seen = (await host.GetAsync("/api/v1/api-keys", north)).Is(HttpStatusCode.OK)["items"].EnumerateArray().ToList();
        Assert.Contains(seen, key => Word(key, "id") == mine.Word("apiKey.id"));
        Assert.All(seen, key => Assert.Equal(["KEYA"], key.GetProperty("siteIds").EnumerateArray().Select(site => site.GetString())));
        (await host.DeleteAsync($"/api/v1/api-keys/{Word(all, "id")}", north)).IsProblem(HttpStatusCode.NotFound);
        (await host.DeleteAsync($"/api/v1/api-keys/{like.Word("apiKey.id")}", north)).Is(HttpStatusCode.NoContent);
        (await host.DeleteAsync($"/api/v1/api-keys/{mine.Word("apiKey.id")}", north)).Is(HttpStatusCode.NoContent);

        Task<ApiAnswer> MakeAsync(string body, string by) => host.PostAsync("/api/v1/api-keys", body, by);
    }

    /// <summary>The Host header is what a caller writes: a token that is mailed must not follow it.</summary>
    [Fact]
    public async Task Invitation_AskedForUnderAForgedHost_LeadsToTheConsole()
    {
        await using var mails = new MailCatcher();
        var channels = host.Services.GetRequiredService<ChannelDirectory>();
        var channel = new NotificationChannel { Id = Guid.NewGuid(), Name = "Mail", Kind = ChannelKind.Email, Host = "127.0.0.1", Port = mails.Port, StartTls = false, From = "console@example.com", To = ["ops@example.com"] };
        var configuration = host.Services.GetRequiredService<IConfiguration>();
        await channels.PutAsync(channel, null, CancellationToken.None);
        try
        {
            var made = await SendAsync("/api/v1/invitations", """{"email":"forged@example.com","displayName":"F","grants":[{"role":"Viewer"}]}""", HttpStatusCode.Created);
            Assert.StartsWith("/invitation?token=", made.GetProperty("link").GetString(), StringComparison.Ordinal);
            Assert.Equal((JsonValueKind.Null, 0), (made.GetProperty("mailedAt").ValueKind, mails.Mails.Count));

            configuration["Csms:PublicUrl"] = "https://csms.example.com";
            var renewed = await SendAsync($"/api/v1/invitations/{made.GetProperty("id")}/renew", "", HttpStatusCode.OK);
            Assert.Equal((JsonValueKind.Null, 1), (renewed.GetProperty("link").ValueKind, mails.Mails.Count));
            Assert.DoesNotContain("evil", mails.Mails[0], StringComparison.Ordinal);
            await channels.DeleteAsync(channel.Id, CancellationToken.None);
            var again = await SendAsync($"/api/v1/invitations/{made.GetProperty("id")}/renew", "", HttpStatusCode.OK);
            Assert.StartsWith("https://csms.example.com/invitation?token=", again.GetProperty("link").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            configuration["Csms:PublicUrl"] = null;
            await channels.DeleteAsync(channel.Id, CancellationToken.None);
        }

        async Task<JsonElement> SendAsync(string path, string body, HttpStatusCode status)
        {
            using var client = host.Client(withKey: true);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Host = "evil.example.com";
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, text);
            return JsonElement.Parse(text);
        }
    }

    [Fact]
    public async Task Bond_WithAProvider_IsTakenAway()
    {
        var made = await Accounts.CreateAsync(new NewAccount("carl@example.com", "Carl", null, [new(Role.Viewer, null)], false, new ProviderLogin("https://login.example.com", "carl", "Company")), new Actor(ActorKind.System, "test", "Test"));
        var path = $"/api/v1/users/{made.User!.Id}";
        Assert.Equal("Company", (await host.GetAsync(path)).Is(HttpStatusCode.OK).Word("provider"));
        (await host.DeleteAsync($"{path}/provider-login")).Is(HttpStatusCode.NoContent);
        Assert.Equal("null", (await host.GetAsync(path)).Is(HttpStatusCode.OK).Word("provider"));
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "user.unlink" && entry.SubjectId == made.User.Id.ToString() && entry.ActorKind == ActorKind.ApiKey);
    }

    [Fact]
    public async Task Administrator_WhoIsTheLast_Stays()
    {
        var admin = (await Accounts.ListAsync()).Single(user => user.Email == ConsoleHost.AdminEmail);
        (await host.PutAsync($"/api/v1/users/{admin.Id}", """{"grants":[{"role":"Viewer"}]}""")).IsProblem(HttpStatusCode.Conflict);
        (await host.PostAsync($"/api/v1/users/{admin.Id}/lock")).IsProblem(HttpStatusCode.Conflict);
        (await host.DeleteAsync($"/api/v1/users/{admin.Id}")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task SecondFactor_OfRoles_IsReadAndChanged()
    {
        Assert.Empty((await host.GetAsync("/api/v1/settings/second-factor")).Is(HttpStatusCode.OK)["roles"].EnumerateArray());
        Assert.Equal("Finance", (await host.PutAsync("/api/v1/settings/second-factor", """{"roles":["Finance"]}""")).Is(HttpStatusCode.OK).Word("roles.0"));
        (await host.PutAsync("/api/v1/settings/second-factor", """{"roles":["King"]}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PutAsync("/api/v1/settings/second-factor", "{}")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PutAsync("/api/v1/settings/second-factor", """{"roles":[]}""", await host.KeyAsync([Permissions.SettingsManage], "USR"))).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync("/api/v1/settings/second-factor", """{"roles":[]}""")).Is(HttpStatusCode.OK);
        Assert.Equal(2, (await host.AuditAsync()).Count(entry => entry.Action == "setting.secondFactor"));
    }

    [Fact]
    public async Task Health_OfTheSystem_NamesProgramDatabaseAndFindings()
    {
        var health = (await host.GetAsync("/api/v1/system-health")).Is(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Array, health["findings"].ValueKind);
        Assert.True(health["host.memoryBytes"].GetInt64() > 0);
        Assert.True(health["database.connections"].GetInt32() > 0);
        (await host.GetAsync("/api/v1/system-health", await host.KeyAsync([Permissions.StationsRead]))).IsProblem(HttpStatusCode.Forbidden);
    }

    private static string? Word(JsonElement element, string member) => element.GetProperty(member).GetString();
}
