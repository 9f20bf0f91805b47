using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Pages;
using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Security;

/// <summary>Walks over every endpoint of the API that writes: each leaves who, from where and what in the audit log.</summary>
[Trait("Cost", "Browser")]
public sealed class AuditWalkTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Api = "/api/v1";
    private static readonly string[] _writing = ["POST", "PUT", "DELETE", "PATCH"];

    private static readonly string _root = Root();

    /// <summary>Want a network or a provider of their own, and look into the audit log there: DriverPriceTests, CampaignTests, ProfileRaiseTests, RevocationTests and AdministrationContractTests of the engine.</summary>
    private static readonly string[] _elsewhere = ["PUT /sessions/{id}/price", "DELETE /users/{id:guid}/provider-login", "POST /firmware-campaigns/{id:guid}/retry", "POST /stations/{id}/security-profile",
        "POST /stations/{id}/certificates/revoke", "DELETE /stations/{id}/certificates/revoked/{fingerprint}"];

    /// <summary>Reckon with what their body says and write nothing.</summary>
    private static readonly string[] _readOnly = ["POST /tariffs/preview"];

    private readonly Dictionary<string, string> _made = [];

    /// <summary>In the order in which they can be done; a name in braces is taken from an earlier answer or from the network.</summary>
    private static readonly (string Endpoint, string Path, object? Body, string Action)[] _calls =
    [
        ("PUT /sites/{id}", "/sites/WALK", new { name = "Walk" }, "site.create"),
        ("PUT /stations/{id}", "/stations/WALK-01", new { siteId = "WALK" }, "station.create"),
        ("PUT /tokens/{idToken}", "/tokens/04WALK", new { driver = "Walker" }, "token.create"),
        ("POST /tokens/import", "/tokens/import?name=walk.csv", "token,driver\n04WALK,Walker Two\n", "token.import"),
        ("POST /tokens/{idToken}/block-everywhere", "/tokens/04WALK/block-everywhere", new { reason = "The card is lost." }, "token.blockEverywhere"),
        ("POST /tokens/{idToken}/credit", "/tokens/04WALK/credit", new { amount = 25.5, currency = "EUR", reason = "Paid at the desk." }, "token.credit"),
        ("PUT /tokens/{idToken}", "/tokens/04WALKG", new { groupId = "WALKERS" }, "token.create"),
        ("POST /token-groups/{group}/block", "/token-groups/WALKERS/block", new { reason = "The contract has ended." }, "token.block"),
        ("POST /token-groups/{group}/rename", "/token-groups/WALKERS/rename", new { to = "RUNNERS" }, "token.group.rename"),
        ("POST /token-groups/{group}/dissolve", "/token-groups/RUNNERS/dissolve", null, "token.group.dissolve"),
        ("PUT /configuration-templates/{id}", "/configuration-templates/WALK", new { values = new[] { new { component = "OCPPCommCtrlr", variable = "HeartbeatInterval", value = "300" } } }, "template.create"),
        ("DELETE /configuration-templates/{id}", "/configuration-templates/WALK", null, "template.delete"),
        ("PUT /tariffs/{id}", "/tariffs/WALK", new { tariff = new { currency = "EUR", energy = new { prices = new[] { new { priceKwh = .5 } } } } }, "tariff.create"),
        ("DELETE /tariffs/{id}", "/tariffs/WALK", null, "tariff.delete"),
        ("PUT /fault-codes/{vendor}/{code}", "/fault-codes/Walk/E17", new { meaning = "The door is open." }, "faultCode.create"),
        ("DELETE /fault-codes/{vendor}/{code}", "/fault-codes/Walk/E17", null, "faultCode.delete"),
        ("PUT /transfer-messages/{vendorId}", "/transfer-messages/com.walk?messageId=door", new { schema = new { type = "object", properties = new { open = new { type = "boolean" } } } }, "transferMessage.create"),
        ("DELETE /transfer-messages/{vendorId}", "/transfer-messages/com.walk?messageId=door", null, "transferMessage.delete"),
        ("PUT /settings/stations", "/settings/stations", new { acceptUnknown = false }, "setting.stations"),
        ("PUT /settings/second-factor", "/settings/second-factor", new { roles = new[] { "Finance" } }, "setting.secondFactor"),
        ("PUT /incident-rules", "/incident-rules", new { thresholds = new { certificateDays = 31 } }, "setting.incidents"),
        ("POST /notification-channels", "/notification-channels", new { kind = "webhook", name = "Walk", url = "http://127.0.0.1:9/hook", secret = "walk-walk" }, "channel.create"),
        ("PUT /notification-channels/{id:guid}", "/notification-channels/{channel}", new { name = "Walker" }, "channel.update"),
        ("POST /notification-channels/{id:guid}/test", "/notification-channels/{channel}/test", null, "channel.test"),
        ("POST /notification-channels/{id:guid}/retry", "/notification-channels/{channel}/retry", null, "channel.retry"),
        ("DELETE /notification-channels/{id:guid}", "/notification-channels/{channel}", null, "channel.delete"),
        ("POST /invitations", "/invitations", new { email = "walk@example.com", displayName = "Walk", grants = new[] { new { role = "Viewer" } } }, "invitation.create"),
        ("POST /invitations/{id:guid}/renew", "/invitations/{invitation}/renew", null, "invitation.renew"),
        ("DELETE /invitations/{id:guid}", "/invitations/{invitation}", null, "invitation.withdraw"),
        ("POST /users", "/users", new { email = "walk@example.com", displayName = "Walk", grants = new[] { new { role = "Viewer" } } }, "user.create"),
        ("PUT /users/{id:guid}", "/users/{user}", new { displayName = "Walker" }, "user.update"),
        ("POST /users/{id:guid}/lock", "/users/{user}/lock", null, "user.lock"),
        ("POST /users/{id:guid}/unlock", "/users/{user}/unlock", null, "user.unlock"),
        ("POST /users/{id:guid}/sign-out", "/users/{user}/sign-out", null, "user.signOutEverywhere"),
        ("POST /users/{id:guid}/password-reset", "/users/{user}/password-reset", null, "user.resetPassword"),
        ("DELETE /users/{id:guid}/second-factor", "/users/{user}/second-factor", null, "user.secondFactor.reset"),
        ("DELETE /users/{id:guid}", "/users/{user}", null, "user.delete"),
        ("PUT /views/{id:guid}", "/views/0199a000-0000-7000-8000-000000000001", new { list = "stations", name = "Walk", shared = true }, "view.share"),
        ("DELETE /views/{id:guid}", "/views/0199a000-0000-7000-8000-000000000001", null, "view.delete"),
        ("POST /api-keys", "/api-keys", new { name = "Walk", scopes = new[] { "stations.read" } }, "apiKey.create"),
        ("DELETE /api-keys/{id:guid}", "/api-keys/{key}", null, "apiKey.delete"),
        ("POST /stations/{id}/commands/{action}", "/stations/WALK-01/commands/Reset?queueFor=600", new { type = "Immediate" }, "station.command.Reset"),
        ("POST /stations/{id}/messages", $"/stations/{PagesHost.Charging}/messages", new { action = "GetLocalListVersion" }, "station.message.raw"),
        ("PUT /stations/{id}/local-list", $"/stations/{PagesHost.Charging}/local-list", new { mode = "Manual" }, "station.localList"),
        ("POST /stations/{id}/local-list/send", $"/stations/{PagesHost.Charging}/local-list/send", new { update = "Full" }, "station.localList.send"),
        ("POST /reservations", "/reservations", new { stationId = PagesHost.Faulted, evseId = 2, idToken = "04WALK", expiresAt = "2099-01-01T00:00:00Z" }, "reservation.create"),
        ("DELETE /reservations/{id:int}", "/reservations/{reservation}", null, "reservation.cancel"),
        ("PUT /stations/{id}/display-messages/{messageId:int}", $"/stations/{PagesHost.Charging}/display-messages/7", new { content = "Hello" }, "station.display.set"),
        ("DELETE /stations/{id}/display-messages/{messageId:int}", $"/stations/{PagesHost.Charging}/display-messages/7", null, "station.display.clear"),
        ("POST /stations/{id}/tariffs/read", $"/stations/{PagesHost.Charging}/tariffs/read", null, "station.command.GetTariffs"),
        ("POST /stations/{id}/tariffs", $"/stations/{PagesHost.Charging}/tariffs", new { tariff = new { tariffId = "WALK", currency = "EUR", energy = new { prices = new[] { new { priceKwh = .5 } } } } }, "station.command.SetDefaultTariff"),
        ("PUT /sessions/{id}/tariff", "/sessions/{running}/tariff", new { tariff = new { tariffId = "WALK-2", currency = "EUR", energy = new { prices = new[] { new { priceKwh = .6 } } } } }, "station.command.ChangeTransactionTariff"),
        ("DELETE /stations/{id}/tariffs/{tariffId}", $"/stations/{PagesHost.Charging}/tariffs/WALK", null, "station.command.ClearTariffs"),
        ("DELETE /stations/{id}/tariffs", $"/stations/{PagesHost.Charging}/tariffs", null, "station.command.ClearTariffs"),
        ("POST /stations/{id}/customer-information", $"/stations/{PagesHost.Charging}/customer-information", new { idToken = PagesHost.Token, report = true }, "station.customer.ask"),
        ("DELETE /stations/{id}/customer-information/{requestId:int}", $"/stations/{PagesHost.Charging}/customer-information/{{request}}", null, "station.customer.remove"),
        ("POST /stations/{id}/battery-swaps", $"/stations/{PagesHost.Charging}/battery-swaps", new { idToken = PagesHost.Token }, "swap.request"),
        ("PUT /stations/{id}/event-streams/{number:int}", $"/stations/{PagesHost.Charging}/event-streams/1", new { values = 2 }, "stream.adjust"),
        ("POST /firmware-images", "/firmware-images?name=walk-1.bin&version=9.9.1", new byte[] { 1, 2, 3 }, "firmware.image.add"),
        ("PUT /firmware-images/{id:guid}/signature", "/firmware-images/{image}/signature", new { certificate = (string?)null, signature = (string?)null }, "firmware.image.sign"),
        ("DELETE /firmware-images/{id:guid}", "/firmware-images/{image}", null, "firmware.image.delete"),
        ("POST /stations/{id}/firmware-updates", $"/stations/{PagesHost.Charging}/firmware-updates", new { location = "https://files.example/walk.bin", retrieveAt = "2099-01-01T00:00:00Z" }, "station.firmware.update"),
        ("POST /firmware-images", "/firmware-images?name=walk-2.bin&version=9.9.2", new byte[] { 1, 2, 3 }, "firmware.image.add"),
        ("POST /firmware-campaigns", "/firmware-campaigns", (Func<Dictionary<string, string>, object>)(made => new { name = "Walk", imageId = made["image"], stations = new[] { PagesHost.Charging } }), "firmware.campaign.start"),
        ("POST /firmware-campaigns/{id:guid}/pause", "/firmware-campaigns/{campaign}/pause", null, "firmware.campaign.pause"),
        ("POST /firmware-campaigns/{id:guid}/resume", "/firmware-campaigns/{campaign}/resume", null, "firmware.campaign.resume"),
        ("POST /firmware-campaigns/{id:guid}/stop", "/firmware-campaigns/{campaign}/stop", new { reason = "The wrong night." }, "firmware.campaign.stop"),
        ("PUT /stations/{id}/network-profiles/{slot:int}", $"/stations/{PagesHost.Charging}/network-profiles/2", new { url = "wss://csms.example/ocpp", securityProfile = 2 }, "station.network.profile"),
        ("PUT /stations/{id}/network-profiles/order", $"/stations/{PagesHost.Charging}/network-profiles/order", new { slots = new[] { 1 } }, "station.network.order"),
        ("DELETE /commands/{id}", "/commands/{command}", null, "station.command.withdraw"),
        ("POST /bulk-commands", "/bulk-commands", new { action = "Reset", body = new { type = "OnIdle" }, stations = new[] { "WALK-01" }, queueFor = 600 }, "bulk.start"),
        ("POST /bulk-commands/{id:guid}/stop", "/bulk-commands/{run}/stop", new { reason = "The wrong firmware." }, "bulk.stop"),
        ("POST /stations/{id}/commands/{action}", $"/stations/{PagesHost.Charging}/commands/GetLog", new { logType = "DiagnosticsLog", requestId = 7 }, "station.command.GetLog"),
        ("POST /stations/{id}/certificate-renewal", $"/stations/{PagesHost.Charging}/certificate-renewal", null, "station.certificate.renew"),
        ("POST /stations/{id}/certificates/read", $"/stations/{PagesHost.Charging}/certificates/read", null, "station.certificate.read"),
        ("POST /stations/{id}/certificates", $"/stations/{PagesHost.Charging}/certificates", new { certificateType = "CSMSRootCertificate", certificate = _root }, "station.certificate.install"),
        ("POST /stations/{id}/certificates/delete", $"/stations/{PagesHost.Charging}/certificates/delete", new { certificateHashData = new { hashAlgorithm = "SHA256", issuerNameHash = "ab", issuerKeyHash = "cd", serialNumber = "1" } }, "station.certificate.delete"),
        ("POST /certificates/roots", "/certificates/roots", new { certificateType = "V2GRootCertificate", certificate = _root }, "certificate.root.add"),
        ("DELETE /certificates/roots/{root:guid}", "/certificates/roots/{root}", null, "certificate.root.delete"),
        ("POST /stations/{id}/password-change", $"/stations/{PagesHost.Charging}/password-change", null, "station.password.change"),
        ("DELETE /stations/{id}/logs/{log}", $"/stations/{PagesHost.Charging}/logs/{{log}}", null, "station.log.delete"),
        ("POST /sessions/{id}/review", "/sessions/{review}/review", new { decision = "accept", reason = "The meter was read." }, "session.resolve"),
        ("PUT /sessions/{id}/limit", "/sessions/{running}/limit", new { maxEnergy = 50_000 }, "session.limit"),
        ("PUT /stations/{id}/start-limits/{remoteStartId:int}", $"/stations/{PagesHost.Charging}/start-limits/7", new { maxEnergy = 5_000 }, "station.startLimit"),
        ("DELETE /stations/{id}/start-limits/{remoteStartId:int}", $"/stations/{PagesHost.Charging}/start-limits/7", null, "station.startLimit.delete"),
        ("POST /sessions/{id}/close", "/sessions/{running}/close", new { reason = "The cable was pulled." }, "session.close"),
        ("POST /incidents/{id:long}/acknowledge", "/incidents/{incident}/acknowledge", null, "incident.acknowledge"),
        ("POST /incidents/{id:long}/assign", "/incidents/{incident}/assign", new { assignee = "Ann" }, "incident.assign"),
        ("POST /incidents/{id:long}/comments", "/incidents/{incident}/comments", new { text = "Fuse ordered." }, "incident.comment"),
        ("POST /incidents/{id:long}/close", "/incidents/{incident}/close", new { reason = "Fuse changed." }, "incident.close"),
        ("POST /jobs", "/jobs", new { title = "Walk", stations = new[] { "WALK-01" }, expiresAt = DateTimeOffset.UtcNow.AddHours(1) }, "job.create"),
        ("POST /jobs/{id:guid}/renew", "/jobs/{job}/renew", new { expiresAt = DateTimeOffset.UtcNow.AddHours(2) }, "job.renew"),
        ("POST /jobs/{id:guid}/close", "/jobs/{job}/close", null, "job.close"),
        ("POST /stations/{id}/notes", "/stations/WALK-01/notes", new { text = "A walk." }, "station.note.add"),
        ("DELETE /stations/{id}/notes/{note:guid}", "/stations/WALK-01/notes/{note}", null, "station.note.delete"),
        ("POST /stations/{id}/photos", "/stations/WALK-01/photos?caption=Walk", Photos.Jpeg, "station.photo.add"),
        ("DELETE /stations/{id}/photos/{photo:guid}", "/stations/WALK-01/photos/{photo}", null, "station.photo.delete"),
        ("DELETE /tokens/{idToken}", "/tokens/04WALK", null, "token.delete"),
        ("DELETE /stations/{id}", "/stations/WALK-01", null, "station.delete"),
        ("DELETE /sites/{id}", "/sites/WALK", null, "site.delete"),
    ];

    [Fact]
    public async Task Api_EveryWrite_IsInTheAuditLog()
    {
        Assert.Equal(WritingEndpoints().Distinct().Order(), _calls.Select(call => call.Endpoint).Concat(_elsewhere).Concat(_readOnly).Distinct().Order());
        var audit = host.Services.GetRequiredService<IAuditLog>();
        using var client = host.Client(withKey: true);
        foreach (var (endpoint, path, body, action) in _calls)
        {
            if (path.Contains("{log}", StringComparison.Ordinal)) _made["log"] = await LogAsync(client);
            var before = (await audit.ReadAsync(new AuditQuery(Action: action), 0, 1)).Total;
            using var request = new HttpRequestMessage(new HttpMethod(endpoint.Split(' ')[0]), Api + Filled(path)) { Content = body switch { null => null, string file => new StringContent(file, Encoding.UTF8, "text/csv"), byte[] photo => new ByteArrayContent(photo), Func<Dictionary<string, string>, object> made => JsonContent.Create(made(_made)), _ => JsonContent.Create(body) } };
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{endpoint}: {answer.StatusCode} {text}");
            var after = await audit.ReadAsync(new AuditQuery(Action: action), 0, 1);
            Assert.True(after.Total == before + 1, $"{endpoint} left no {action}");
            var entry = after.Entries[0];
            Assert.Equal(("ApiKey", "127.0.0.1"), (entry.ActorKind.ToString(), entry.Ip));
            if (action == "reservation.create") _made["reservation"] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (endpoint == "POST /api-keys") _made["key"] = JsonDocument.Parse(text).RootElement.GetProperty("apiKey").GetProperty("id").GetString()!;
            if (action is "job.create" or "station.note.add" or "station.photo.add") _made[action.Split('.')[^2]] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            if (action is "channel.create" or "invitation.create") _made[action.Split('.')[0]] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            if (action == "user.create") _made["user"] = JsonDocument.Parse(text).RootElement.GetProperty("userId").GetString()!;
            if (action == "station.customer.ask") _made["request"] = JsonDocument.Parse(text).RootElement.GetProperty("sent").GetProperty("requestId").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (action == "certificate.root.add") _made["root"] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            if (action == "firmware.image.add") _made["image"] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            if (action == "firmware.campaign.start") _made["campaign"] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            if (action == "bulk.start") _made["run"] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
            if (action == "station.command.Reset") _made["command"] = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
        }
    }

    private static string Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Walk", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return root.ExportCertificatePem();
    }

    private static async Task<string> LogAsync(HttpClient client) => await Eventually.GetAsync(async () =>
    {
        var list = await client.GetFromJsonAsync<JsonElement>($"{Api}/stations/{PagesHost.Charging}/logs");
        return list.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()).FirstOrDefault();
    }, "the log file");

    private string Filled(string path) => _made.Aggregate(host.PathOf(path), (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    private IEnumerable<string> WritingEndpoints() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where path.StartsWith(Api + "/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where _writing.Contains(method)
        select $"{method} {path[Api.Length..].TrimEnd('/')}";
}
