using System.Net;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.ApiKeys;
using Csms.Console.Security.SignIns;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Console.Tests.Nodes;

/// <summary>What people enter on one node counts on the other, at once and without its restart.</summary>
public sealed class EnteredElsewhereTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Fact]
    public async Task Token_EnteredChangedAndRemoved_IsSoOnTheOther()
    {
        var (store, there) = (Here<TokenStore>(), There<TokenDirectory>());
        await store.PutAsync(new TokenEntry { IdToken = "Abc", Driver = "Ann" }, default);
        await UntilAsync(() => there.Find("abc") is { Driver: "Ann", Status: AuthorizationStatus.Accepted }, "entered");
        await store.PutAsync(new TokenEntry { IdToken = "ABC", Status = AuthorizationStatus.Blocked }, default);
        await UntilAsync(() => there.Find("abc") is { Status: AuthorizationStatus.Blocked, IdToken: "ABC" }, "blocked");
        await store.DeleteAsync("abc", default);
        await UntilAsync(() => there.Find("abc") is null, "removed");
    }

    [Fact]
    public async Task Tokens_OfAnImportByHand_AreAllThere()
    {
        await SqlAsync("INSERT INTO csms.tokens (id_token) SELECT 'IMPORTED-' || n FROM generate_series(1, 2000) n");
        await UntilAsync(() => There<TokenDirectory>().Find("IMPORTED-2000") is not null && Here<TokenDirectory>().All.Count(token => token.IdToken.StartsWith("IMPORTED-", StringComparison.Ordinal)) == 2000, "imported");
        await SqlAsync("DELETE FROM csms.tokens WHERE id_token LIKE 'IMPORTED-%'");
        await UntilAsync(() => There<TokenDirectory>().Find("IMPORTED-1") is null, "removed");
    }

    [Fact]
    public async Task SiteAndStation_EnteredChangedAndRemoved_AreSoOnTheOther()
    {
        var id = StationId.Parse("NODE-01");
        await Here<SiteDirectory>().PutAsync(new Site { Id = "NODES", Name = "Nodes" }, default);
        await Here<StationDirectory>().PutAsync(id, profile => profile with { SiteId = "NODES", Registration = RegistrationStatus.Pending }, default);
        var there = There<StationDirectory>();
        await UntilAsync(() => there.Find(id)?.Profile is { SiteId: "NODES", Registration: RegistrationStatus.Pending } && There<SiteDirectory>().Find("NODES") is not null, "entered");
        await Here<StationDirectory>().PutAsync(id, profile => profile with { Registration = RegistrationStatus.Accepted, Name = "One" }, default);
        await UntilAsync(() => there.Find(id)?.Profile is { Registration: RegistrationStatus.Accepted, Name: "One" }, "accepted");
        await Here<SiteDirectory>().DeleteAsync("NODES", default);
        await UntilAsync(() => there.Find(id)?.Profile.SiteId is null && There<SiteDirectory>().Find("NODES") is null, "without its site");
        await Here<StationDirectory>().DeleteAsync(id, default);
        await UntilAsync(() => there.Find(id) is null, "removed");
    }

    [Fact]
    public async Task Settings_SavedHere_AreInForceThere()
    {
        var before = There<StationSettings>().AcceptUnknown;
        await Here<StationSettings>().SetAcceptUnknownAsync(!before, "Ann", default);
        await Here<IncidentSettings>().SaveAsync(new IncidentOptions { OfflineSeconds = 77, Off = "Fault" }, "Ann", default);
        await Here<SecurityRules>().SaveAsync(new HashSet<Role> { Role.Finance }, "Ann", default);
        var channel = new NotificationChannel { Id = Guid.NewGuid(), Name = "Desk", Kind = ChannelKind.Webhook, Url = "https://hook.example.com" };
        await Here<ChannelDirectory>().PutAsync(channel, "a-secret", default);
        await UntilAsync(() => There<StationSettings>().AcceptUnknown != before, "unknown stations");
        await UntilAsync(() => There<IncidentSettings>().Current is { OfflineSeconds: 77, Off: "Fault" }, "rules");
        await UntilAsync(() => There<SecurityRules>().SecondFactorRoles.Contains(Role.Finance), "second factor");
        await UntilAsync(() => There<ChannelDirectory>().Find(channel.Id) is { HasSecret: true }, "channel");
        await Here<ChannelDirectory>().DeleteAsync(channel.Id, default);
        await UntilAsync(() => There<ChannelDirectory>().Find(channel.Id) is null, "channel removed");
    }

    [Fact]
    public async Task Account_ChangedHere_IsChangedThereAndItsOpenPagesLearnOfIt()
    {
        var made = await Here<UserAccounts>().CreateAsync(new NewAccount("two@example.com", "Two", "a-password-of-mine-2", [new GrantWish(Role.Viewer, null)], false), AccessScope.System.Actor);
        var id = made.User!.Id;
        var there = There<AccessDirectory>();
        Assert.False((await there.OfUserAsync(id, default)).Can(Permissions.CommandReset));
        await Here<UserAccounts>().UpdateAsync(id, "Two", [new GrantWish(Role.Operator, null)], AccessScope.System.Actor);
        await Eventually.TrueAsync(async () => (await there.OfUserAsync(id, default)).Can(Permissions.CommandReset), "operator");

        var session = await Here<SignInSessions>().OpenAsync(id, null, null, "test", default);
        var told = new TaskCompletionSource();
        there.Changed += who => { if (who == id) told.TrySetResult(); };
        await Here<SignInSessions>().CloseAsync(session, default);
        await told.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await Here<UserAccounts>().LockAsync(id, true, AccessScope.System.Actor);
        await Eventually.TrueAsync(async () => !(await there.OfUserAsync(id, default)).Can(Permissions.StationsRead), "locked");
    }

    [Fact]
    public async Task ApiKey_MadeAndDeletedHere_WorksThereExactlyMeanwhile()
    {
        using var client = nodes.Second.Client(withKey: true);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/api-keys")).StatusCode);
        var (key, text) = await Here<ApiKeyStore>().CreateAsync(new NewApiKey("Two", [Permissions.StationsRead], null, null), AccessScope.System.Actor);
        client.DefaultRequestHeaders.Authorization = new("Bearer", text);
        await Eventually.TrueAsync(async () => (await client.GetAsync("/api/v1/stations")).StatusCode == HttpStatusCode.OK, "made");
        await Here<ApiKeyStore>().DeleteAsync(key.Id, AccessScope.System.Actor);
        await Eventually.TrueAsync(async () => (await client.GetAsync("/api/v1/stations")).StatusCode == HttpStatusCode.Unauthorized, "deleted");
    }

    [Fact]
    public async Task Change_WhileNobodyCouldHear_IsReadAgainAfterwards()
    {
        await Here<TokenStore>().PutAsync(new TokenEntry { IdToken = "UNHEARD-GONE" }, default);
        await UntilAsync(() => There<TokenDirectory>().Find("UNHEARD-GONE") is not null, "entered");
        // Both at once, before either node can listen again.
        await SqlAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'csms-entered' AND datname = current_database();
            INSERT INTO csms.tokens (id_token) VALUES ('UNHEARD');
            DELETE FROM csms.tokens WHERE id_token = 'UNHEARD-GONE';
            """);
        await UntilAsync(() => There<TokenDirectory>().Find("UNHEARD") is not null && There<TokenDirectory>().Find("UNHEARD-GONE") is null, "read again on the other");
        await UntilAsync(() => Here<TokenDirectory>().Find("UNHEARD") is not null, "read again here");
        await Here<TokenStore>().PutAsync(new TokenEntry { IdToken = "HEARD" }, default);
        await UntilAsync(() => There<TokenDirectory>().Find("HEARD") is not null, "heard again");
    }

    private T Here<T>() where T : notnull => nodes.First.Services.GetRequiredService<T>();

    private T There<T>() where T : notnull => nodes.Second.Services.GetRequiredService<T>();

    private static Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(condition, what);

    private async Task SqlAsync(string sql)
    {
        await using var command = Here<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
