using System.Net;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Exports;

/// <summary>Files of the lists, as a browser gets them: what the person may see, in the filter's terms.</summary>
public sealed class ExportTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Stations_ForSomebodyOfOneSite_AreThoseOfThatSite()
    {
        foreach (var site in (string[])["EXP-N", "EXP-S"]) await Host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = site, Name = site }, CancellationToken.None);
        await EnterAsync("EXP-1", profile => profile with { SiteId = "EXP-N", Name = "=1+1" });
        await EnterAsync("EXP-2", profile => profile with { SiteId = "EXP-S" });
        const string email = "north@example.com";
        var made = await Host.Services.GetRequiredService<UserAccounts>().CreateAsync(new NewAccount(email, email, BrowserHost.RolePassword, [new GrantWish(Role.SiteManager, "EXP-N")], false), AccessScope.System.Actor);
        Assert.True(made.Succeeded);

        var lines = Lines(await GetAsync(await Host.SignedInAsync(email, BrowserHost.RolePassword, "/stations"), "/stations/export.csv?q=EXP-"));
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("id,name,site_id,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("EXP-1,'=1+1,EXP-N,", lines[1], StringComparison.Ordinal);
        var all = Lines(await GetAsync(await Host.SignedInAsync("/stations"), "/stations/export.csv?q=EXP-&sort=-station"));
        Assert.Equal(["id", "EXP-2", "EXP-1"], all.Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Tokens_Exported_AreTheFilteredOnesAndOnlyForWhoMay()
    {
        var store = Host.Services.GetRequiredService<TokenStore>();
        await store.PutAsync(new TokenEntry { IdToken = "04EXPA", Driver = "Ann, of the depot", GroupId = "EXPORT", ExpiresAt = new DateTimeOffset(2036, 1, 1, 11, 0, 0, TimeSpan.Zero) }, CancellationToken.None);
        await store.PutAsync(new TokenEntry { IdToken = "04EXPB", Driver = "Bob" }, CancellationToken.None);
        var page = await Host.AsAsync(Role.Operator, "/tokens?group=EXPORT");
        await Assertions.Expect(page.Locator("[data-key=export]")).ToHaveAttributeAsync("href", "/tokens/export.csv?group=EXPORT");
        var lines = Lines(await GetAsync(page, "/tokens/export.csv?group=EXPORT"));
        Assert.Equal("token,type,status,group,driver,expires_at,concurrent,note,language1,language2,charging_priority,only_at,tariff,status_now", lines[0]);
        Assert.Matches("^04EXPA,Central,Accepted,EXPORT,\"Ann, of the depot\",2036-01-01T\\d\\d:00:00[+-]\\d\\d:\\d\\d,true,,,,,,,Accepted$", Assert.Single(lines[1..]));

        var refused = await (await Host.AsAsync(Role.Technician, "/overview")).APIRequest.GetAsync("/tokens/export.csv", new() { MaxRedirects = 0 });
        Assert.Equal((int)HttpStatusCode.Found, refused.Status);
    }

    [Theory]
    [InlineData("/sessions/export.csv", "id,station,evse,connector,site,transaction_id,token,contract,driver,state,started_at,ended_at,duration_s,meter_start_wh,meter_stop_wh,energy_wh,tariff,tariff_version,currency,cost_excl_tax,cost_incl_tax,stop_reason,flags")]
    [InlineData("/incidents/export.csv", "id,severity,rule,what,station,evse,site,state,since,opened_at,acknowledged_at,acknowledged_by,assignee,cleared_at,closed_at,closed_by,close_reason,times")]
    [InlineData("/incidents/export.csv?state=closed", "id,severity,rule,what,station,evse,site,state,since,opened_at,acknowledged_at,acknowledged_by,assignee,cleared_at,closed_at,closed_by,close_reason,times")]
    [InlineData("/stations/LOG-1/messages.csv", "at,direction,action,message_id,latency_ms,payload,answer,error,notes")]
    public async Task Export_OfAnEmptyList_IsItsHeads(string path, string heads)
    {
        await EnterAsync("LOG-1");
        Assert.Equal([heads], Lines(await GetAsync(await Host.SignedInAsync("/stations"), path)));
    }

    private static async Task<string> GetAsync(IPage page, string path)
    {
        var answer = await page.APIRequest.GetAsync(path, new() { MaxRedirects = 0 });
        Assert.Equal((int)HttpStatusCode.OK, answer.Status);
        Assert.Equal("text/csv; charset=utf-8", answer.Headers["content-type"]);
        Assert.Matches("^attachment; filename=\"[^\"]+\\.csv\"$", answer.Headers["content-disposition"]);
        return await answer.TextAsync();
    }

    private static string[] Lines(string text) => text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
