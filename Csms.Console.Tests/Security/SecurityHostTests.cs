using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.Storage;
using Csms.Console.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Security;

public sealed class SecurityHostTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task Model_AgainstItsSnapshot_HasNoPendingChange()
    {
        await using var database = await host.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync();
        Assert.False(database.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin/users")]
    [InlineData("/account/password")]
    [InlineData("/nothing/here")]
    public async Task Page_WithoutSignIn_LeadsToSignIn(string path)
    {
        using var client = host.Client();
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in?returnUrl=", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyAnswer_CarriesTheSecurityHeaders()
    {
        using var client = host.Client();
        using var answer = await client.GetAsync("/sign-in");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/invitation")]
    public async Task Form_WithoutItsAntiForgeryToken_IsRefused(string path)
    {
        using var client = host.Client();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "sign-in"), KeyValuePair.Create("Input.Email", ConsoleHost.AdminEmail), KeyValuePair.Create("Input.Password", ConsoleHost.AdminPassword)]);
        using var answer = await client.PostAsync(path, form);
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Redirect, answer.StatusCode.ToString());
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => cookie.StartsWith("csms=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Api_WithoutKey_Is401AsProblemDetails()
    {
        using var client = host.Client();
        using var answer = await client.GetAsync("/api/v1/api-keys");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task ApiKey_MadeAndDeleted_WorksExactlyMeanwhile()
    {
        using var admin = host.Client(withKey: true);
        using var made = await admin.PostAsJsonAsync("/api/v1/api-keys", new { name = "Bench", scopes = new[] { Permissions.KeysManage } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();

        using var other = host.Client();
        other.DefaultRequestHeaders.Authorization = new("Bearer", body.GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/api-keys")).StatusCode);

        using var gone = await admin.DeleteAsync($"/api/v1/api-keys/{body.GetProperty("apiKey").GetProperty("id").GetGuid()}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/v1/api-keys")).StatusCode);
    }

    [Fact]
    public async Task ApiKey_WithoutTheScope_Is403()
    {
        using var admin = host.Client(withKey: true);
        using var made = await admin.PostAsJsonAsync("/api/v1/api-keys", new { name = "Reader", scopes = new[] { Permissions.StationsRead } });
        using var reader = host.Client();
        reader.DefaultRequestHeaders.Authorization = new("Bearer", (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/api/v1/api-keys")).StatusCode);
    }

    [Fact]
    public async Task ApiKey_WithFaults_NamesEachMember()
    {
        using var admin = host.Client(withKey: true);
        using var answer = await admin.PostAsJsonAsync("/api/v1/api-keys", new { name = "", scopes = new[] { "all.of.it" }, expiresAt = "2020-01-01T00:00:00Z" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["expiresAt", "name", "scopes"], errors.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task Administrator_WhoIsTheLast_CannotBeLockedDeletedOrDemoted()
    {
        var accounts = host.Services.GetRequiredService<UserAccounts>();
        var admin = (await accounts.ListAsync()).Single(user => user.Email == ConsoleHost.AdminEmail);
        Assert.False((await accounts.LockAsync(admin.Id, true, AccessScope.System.Actor)).Succeeded);
        Assert.False((await accounts.DeleteAsync(admin.Id, AccessScope.System.Actor)).Succeeded);
        Assert.False((await accounts.UpdateAsync(admin.Id, "A", [new GrantWish(Role.Viewer, null)], AccessScope.System.Actor)).Succeeded);
    }

    [Fact]
    public async Task Grants_WhenChanged_CountAtOnceAndAreAudited()
    {
        var accounts = host.Services.GetRequiredService<UserAccounts>();
        var directory = host.Services.GetRequiredService<AccessDirectory>();
        var made = await accounts.CreateAsync(new NewAccount("tech@example.com", "Tech", "a-long-password-9", [new GrantWish(Role.Viewer, null)], false), AccessScope.System.Actor);
        var id = made.User!.Id;
        Assert.False((await directory.OfUserAsync(id, default)).Can(Permissions.CommandReset));

        await accounts.UpdateAsync(id, "Tech", [new GrantWish(Role.Technician, "NORTH")], AccessScope.System.Actor);
        var scope = await directory.OfUserAsync(id, default);
        Assert.True(scope.Can(Permissions.CommandReset, "NORTH"));
        Assert.False(scope.Can(Permissions.StationsRead, "SOUTH"));

        var log = await host.Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(Text: id.ToString()), 0, 10);
        Assert.Equal(["user.update", "user.create"], log.Entries.Select(entry => entry.Action));
        Assert.Contains("Technician@NORTH", log.Entries[0].After, StringComparison.Ordinal);
    }
}
