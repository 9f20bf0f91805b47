using System.Net;
using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>Whether the provider of contract certificates can be reached is known before a car needs it.</summary>
public sealed class ProviderWatchTests(ProviderWatchTests.WatchingHost host) : IClassFixture<ProviderWatchTests.WatchingHost>
{
    [Fact]
    public async Task Provider_Away_IsToldWithItsTimes_IsAnIncident_AndBothEndWhenItAnswers()
    {
        host.Outside.Provider = context => { context.Response.StatusCode = (int)(context.Request.Method == "HEAD" ? HttpStatusCode.MethodNotAllowed : HttpStatusCode.InternalServerError); return Task.CompletedTask; };
        var there = await UntilAsync(provider => provider.GetProperty("reachable").ValueKind == JsonValueKind.True, "the provider is there");
        Assert.Equal("notAsked", there.GetProperty("state").GetString()); // no car's request was carried there
        var answeredAt = there.GetProperty("answeredAt").GetDateTimeOffset();

        host.Outside.Provider = context => { context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable; return Task.CompletedTask; };
        var away = await UntilAsync(provider => provider.GetProperty("reachable").ValueKind == JsonValueKind.False, "the provider is away");
        await UntilAsync(provider => provider.GetProperty("checkedAt").GetDateTimeOffset() > away.GetProperty("awaySince").GetDateTimeOffset(), "it was looked at again"); // one request that failed is no incident
        Assert.True(away.GetProperty("awaySince").GetDateTimeOffset() >= answeredAt && away.GetProperty("answeredAt").GetDateTimeOffset() >= answeredAt);
        await host.ScanAsync(TimeSpan.FromMinutes(14));
        Assert.Empty(await IncidentsAsync());
        await host.ScanAsync(TimeSpan.FromMinutes(16));
        var incident = Assert.Single(await IncidentsAsync());
        Assert.Equal("open", incident.GetProperty("state").GetString());

        host.Outside.Provider = context => { context.Abort(); return Task.CompletedTask; };
        await UntilAsync(provider => provider.GetProperty("reachable").ValueKind == JsonValueKind.False && provider.GetProperty("awaySince").GetDateTimeOffset() == away.GetProperty("awaySince").GetDateTimeOffset(), "it is away since then");

        host.Outside.Provider = _ => Task.CompletedTask;
        await UntilAsync(provider => provider.GetProperty("reachable").ValueKind == JsonValueKind.True, "the provider is back");
        await host.ScanAsync(TimeSpan.FromMinutes(20));
        await host.ScanAsync(TimeSpan.FromMinutes(40));
        Assert.Equal("closed", (await host.GetAsync($"/api/v1/incidents/{incident.GetProperty("id").GetInt64()}")).Is(HttpStatusCode.OK).Word("state"));
    }

    private async Task<IReadOnlyList<JsonElement>> IncidentsAsync() => [.. (await host.GetAsync("/api/v1/incidents?state=open&limit=200")).Is(HttpStatusCode.OK)["items"].EnumerateArray().Where(incident => incident.GetProperty("rule").GetString() == "contractProviderAway")];

    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> holds, string what)
    {
        JsonElement provider = default;
        await Eventually.TrueAsync(async () => holds(provider = (await host.GetAsync("/api/v1/settings/plug-and-charge")).Is(HttpStatusCode.OK)["provider"]), what);
        return provider;
    }

    /// <summary>Looks for the provider every second.</summary>
    public sealed class WatchingHost : PncHost
    {
        /// <summary>One look at all that may be wrong, as if it were so much later.</summary>
        internal Task ScanAsync(TimeSpan ahead) =>
            Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Csms.Engine.Incidents.IncidentDesk>(Services).ScanAsync(TimeProvider.System.GetUtcNow() + ahead, CancellationToken.None);

        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings)
        {
            base.Configure(settings);
            settings["Csms:Pnc:ProviderCheckSeconds"] = "1";
            settings["Csms:Incidents:ScanSeconds"] = "3600";
        }
    }
}
