using System.Net;
using System.Text.Json.Nodes;
using System.Text;
using Csms.Engine.Energy;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Incidents;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Incidents;

/// <summary>What is told over which channel, by real HTTP and SMTP to receivers on loopback.</summary>
public sealed class NotificationTests(IncidentHost host) : IClassFixture<IncidentHost>
{
    private const string Secret = "a-signing-secret";

    // Each test hears only of its own stations: a scan also sees what others left behind.
    private readonly string _site = $"NOTE-{Guid.NewGuid():N}"[..20];

    private Outbox Outbox => host.Services.GetRequiredService<Outbox>();

    [Fact]
    public async Task Webhook_OpenedAcknowledgedClosed_ComesSignedAndInOrder()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await using var channel = await ChannelAsync(new() { Id = Guid.NewGuid(), Name = "hook", Kind = ChannelKind.Webhook, Url = catcher.Url }, Secret);
        var incident = await FaultAsync();
        await host.Desk.AcknowledgeAsync(incident.Id, "Ada", CancellationToken.None);
        await host.Desk.CloseAsync(incident.Id, "Ada", "mended", CancellationToken.None);

        var caught = (await catcher.WaitAsync(3)).Where(request => request.Body.GetProperty("incident").GetProperty("id").GetInt64() == incident.Id).ToList();
        Assert.Equal(["incident.opened", "incident.acknowledged", "incident.closed"], caught.Select(request => request.Body.GetProperty("type").GetString()));
        Assert.All(caught, request => Assert.Equal(
            WebhookSignature.Of(Secret, request.Headers[WebhookSignature.TimestampHeader], request.Bytes), request.Headers[WebhookSignature.Header]));
        var opened = caught[0].Body.GetProperty("incident");
        Assert.Equal(("fault", "critical", "open"), (opened.GetProperty("rule").GetString(), opened.GetProperty("severity").GetString(), opened.GetProperty("state").GetString()));
        Assert.Contains("GroundFailure", opened.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal("mended", caught[2].Body.GetProperty("incident").GetProperty("closeReason").GetString());
        await Eventually.TrueAsync(() => host.Channels.Find(channel.Id) is { LastOk: true, Last.Values: [{ Number: 202 }, { Word: "Accepted" }] }, "the last result stands with the channel");
    }

    [Fact]
    public void Signature_OfAKnownBody_IsHmacSha256OverTimestampAndBody() =>
        // echo -n '1700000000.{"a":1}' | openssl dgst -sha256 -hmac a-signing-secret
        Assert.Equal(
            "v1=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes("1700000000.{\"a\":1}"))),
            WebhookSignature.Of(Secret, "1700000000", Encoding.UTF8.GetBytes("{\"a\":1}")));

    [Fact]
    public async Task Webhook_NotTaken_IsTriedAgainWithLongerWaitsOverARestartAndThenGivenUp()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        catcher.Answer = HttpStatusCode.ServiceUnavailable;
        await using var channel = await ChannelAsync(new() { Id = Guid.NewGuid(), Name = "broken", Kind = ChannelKind.Webhook, Url = catcher.Url }, Secret);
        await FaultAsync();
        await catcher.WaitAsync(1);
        await Eventually.TrueAsync(async () => await AttemptsAsync(channel.Id) == 1, "the attempt is kept");

        await host.RestartAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var hours = 1; hours <= 12; hours++)
        {
            await host.Dispatcher.DeliverAsync(now.AddHours(3 * hours), CancellationToken.None);
        }

        var failed = Assert.Single(await Outbox.FailedAsync(channel.Id, 10, CancellationToken.None));
        Assert.Equal((9, NotificationState.Failed), (failed.Attempts, failed.State));
        Assert.Equal((SendAnswer.Answered, 503L), (failed.Result!.Code, failed.Result.Values[0].Number));
        Assert.Equal(9, catcher.Caught.Count);
        Assert.Single(catcher.Caught.Select(request => request.Headers[WebhookSignature.DeliveryHeader]).Distinct());

        // Pressed "Send again": it begins anew and is taken now.
        catcher.Answer = HttpStatusCode.OK;
        Assert.Equal(1, await Outbox.RetryAsync(channel.Id, TimeProvider.System.GetUtcNow(), CancellationToken.None));
        await host.Dispatcher.DeliverAsync(now.AddHours(100), CancellationToken.None);
        await Eventually.TrueAsync(async () => await Outbox.CountAsync(channel.Id, CancellationToken.None) == (0, 0), "nothing is left");
    }

    [Fact]
    public async Task PagerDuty_OpenedAcknowledgedClosed_AreTriggerAcknowledgeResolveOfOneKey()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await using var channel = await ChannelAsync(new() { Id = Guid.NewGuid(), Name = "pager", Kind = ChannelKind.PagerDuty, Url = catcher.Url }, "R0UT1NGKEY");
        var incident = await FaultAsync();
        await host.Desk.AcknowledgeAsync(incident.Id, "Ada", CancellationToken.None);
        await host.Desk.CloseAsync(incident.Id, "Ada", "mended", CancellationToken.None);

        var key = $"csms-incident-{incident.Id}";
        var caught = (await catcher.WaitAsync(3)).Where(request => request.Body.GetProperty("dedup_key").GetString() == key).Select(request => request.Body).ToList();
        Assert.Equal(["trigger", "acknowledge", "resolve"], caught.Select(body => body.GetProperty("event_action").GetString()));
        Assert.All(caught, body => Assert.Equal("R0UT1NGKEY", body.GetProperty("routing_key").GetString()));
        var payload = caught[0].GetProperty("payload");
        Assert.Equal(("critical", incident.Stations[0]), (payload.GetProperty("severity").GetString(), payload.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task PagerDuty_EventRefused_IsGivenUpAtOnce()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        catcher.Answer = HttpStatusCode.BadRequest;
        await using var channel = await ChannelAsync(new() { Id = Guid.NewGuid(), Name = "pager", Kind = ChannelKind.PagerDuty, Url = catcher.Url }, "WRONG");
        await FaultAsync();
        await Eventually.TrueAsync(async () => await Outbox.CountAsync(channel.Id, CancellationToken.None) == (0, 1), "it is given up");
        Assert.Single(catcher.Caught);
    }

    [Fact]
    public async Task Email_Opened_SaysWhatWhereAndSinceWhen()
    {
        await using var catcher = new MailCatcher();
        await using var channel = await ChannelAsync(
            new()
            {
                Id = Guid.NewGuid(), Name = "mail", Kind = ChannelKind.Email, Host = "127.0.0.1", Port = catcher.Port, StartTls = false,
                From = "csms@example.com", To = ["noc@example.com", "ada@example.com"],
            },
            null);
        var incident = await FaultAsync();
        await Eventually.TrueAsync(() => catcher.Mails.Any(mail => mail.Contains($"incident-{incident.Id}@", StringComparison.Ordinal)), "the mail has come");
        var mail = catcher.Mails.First(mail => mail.Contains($"incident-{incident.Id}@", StringComparison.Ordinal));
        Assert.Contains("noc@example.com", mail, StringComparison.Ordinal);
        Assert.Contains("GroundFailure", mail, StringComparison.Ordinal);
        Assert.Contains(incident.Stations[0], mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_Pressed_SendsAtOnceAndKeepsTheResult()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await using var channel = await ChannelAsync(
            new() { Id = Guid.NewGuid(), Name = "quiet", Kind = ChannelKind.Webhook, Url = catcher.Url, LeastSeverity = IncidentSeverity.Critical, Quiet = new(TimeOnly.MinValue, new TimeOnly(23, 59), "UTC", false) },
            Secret);
        Assert.True((await host.Dispatcher.TestAsync(host.Channels.Find(channel.Id)!, CancellationToken.None)).Ok);
        Assert.Equal("test", Assert.Single(catcher.Caught).Body.GetProperty("type").GetString());

        await catcher.DisposeAsync();
        var refused = await host.Dispatcher.TestAsync(host.Channels.Find(channel.Id)!, CancellationToken.None);
        Assert.False(refused.Ok);
        Assert.Equal((false, refused.Said), (host.Channels.Find(channel.Id)!.LastOk, host.Channels.Find(channel.Id)!.Last));
    }

    [Fact]
    public async Task QuietHours_IncidentOverBeforeTheyEnd_IsNeverTold()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        var clock = TimeOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var channel = await ChannelAsync(
            new() { Id = Guid.NewGuid(), Name = "asleep", Kind = ChannelKind.Webhook, Url = catcher.Url, Quiet = new(clock.AddHours(-1), clock.AddHours(3), "UTC", CriticalPasses: false) },
            Secret);
        var over = await FaultAsync();
        var lasting = await FaultAsync();
        await host.Desk.CloseAsync(over.Id, "Ada", "mended", CancellationToken.None);
        Assert.Equal((1, 0), await Outbox.CountAsync(channel.Id, CancellationToken.None));
        Assert.Empty(catcher.Caught);

        await host.Dispatcher.DeliverAsync(TimeProvider.System.GetUtcNow().AddHours(4), CancellationToken.None);
        Assert.Equal(lasting.Id, Assert.Single(await catcher.WaitAsync(1)).Body.GetProperty("incident").GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData(IncidentSeverity.Critical, "", "", true)]
    [InlineData(IncidentSeverity.Info, "Fault,Offline", "NORTH", true)]
    [InlineData(IncidentSeverity.Info, "Offline", "", false)]
    [InlineData(IncidentSeverity.Info, "", "SOUTH", false)]
    public void Channel_Filter_DecidesWhatIsTold(IncidentSeverity least, string rules, string sites, bool expected)
    {
        var now = TimeProvider.System.GetUtcNow();
        var incident = new Incident { Id = 1, Rule = IncidentRule.Fault, Subject = IncidentSubject.OfStation("A", 1), SiteId = "NORTH", Since = now, OpenedAt = now, LastSeenAt = now };
        var channel = new NotificationChannel
        {
            Id = Guid.NewGuid(), Name = "c", Kind = ChannelKind.Webhook, LeastSeverity = least,
            Rules = [.. rules.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<IncidentRule>)],
            Sites = [.. sites.Split(',', StringSplitOptions.RemoveEmptyEntries)],
        };
        Assert.Equal(expected, channel.Wants(incident));
        Assert.False((channel with { Enabled = false }).Wants(incident));
    }

    [Fact]
    public async Task Secret_InTheStore_IsSealed()
    {
        await using var channel = await ChannelAsync(new() { Id = Guid.NewGuid(), Name = "sealed", Kind = ChannelKind.Webhook, Url = "http://127.0.0.1:9/", Enabled = false }, Secret);
        var row = Assert.Single(await host.Database.RowsAsync("SELECT settings::text, secret FROM csms.notification_channels WHERE id = $1", channel.Id));
        Assert.DoesNotContain(Secret, (string)row[0]! + (string)row[1]!, StringComparison.Ordinal);
        Assert.Equal(Secret, host.Channels.SecretOf(host.Channels.Find(channel.Id)!));
    }

    private async Task<int> AttemptsAsync(Guid channel) =>
        await host.Database.ScalarAsync<int>("SELECT coalesce(max(attempts), 0) FROM csms.notifications WHERE channel_id = $1", channel);

    private async Task<Channel> ChannelAsync(NotificationChannel channel, string? secret)
    {
        await host.Channels.PutAsync(channel with { Sites = [_site] }, secret, CancellationToken.None);
        return new(host, channel.Id);
    }

    private async Task<Incident> FaultAsync()
    {
        var id = EngineHost.NewStation();
        await host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = _site, Name = _site }, CancellationToken.None);
        await host.Directory.PutAsync(StationId.Parse(id), profile => profile with { SiteId = _site }, CancellationToken.None);
        await using var station = await ScriptedStation.BootAsync(host, id, "ocpp1.6");
        await station.CallAsync(new ScriptedMessage("StatusNotification", new JsonObject { ["connectorId"] = 1, ["status"] = "Faulted", ["errorCode"] = "GroundFailure" }));
        return await host.OpenedAsync(IncidentRule.Fault, station.Id, 1);
    }

    /// <summary>A channel for the length of a test.</summary>
    private sealed record Channel(IncidentHost Host, Guid Id) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Host.Channels.DeleteAsync(Id, CancellationToken.None);
    }
}
