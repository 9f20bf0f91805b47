using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Firmware;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Firmware;

/// <summary>Firmware updates over a real socket: the image fetched from us, each word of the station kept in order, the version seen after the boot.</summary>
public sealed class FirmwareTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly byte[] _content = [.. Enumerable.Range(0, 5000).Select(n => (byte)(n * 7))];

    private FirmwareBook Book => host.Services.GetRequiredService<FirmwareBook>();

    private FirmwareLibrary Library => host.Services.GetRequiredService<FirmwareLibrary>();

    [Theory]
    [UseCase("L02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Update_OfOurImage_IsFetchedInRanges_FollowedToTheNewVersion_AndOutlivesTheProgram(string version)
    {
        var image = await ImageAsync("fw-2.4.0.bin", null, null);
        var id = EngineHost.NewStation();
        var station = await ScriptedStation.BootAsync(host, id, version);
        var before = host.State(id).Boot?.FirmwareVersion;
        var (command, sent) = await SendAsync(station, "UpdateFirmware", Body(image), version == "ocpp1.6" ? "{}" : Yes);
        Assert.Equal("Accepted", command.Status);
        var location = new Uri((string)(version == "ocpp1.6" ? sent["location"] : sent["firmware"]!["location"])!);
        await FetchAsync(location);

        var request = (int?)sent["requestId"];
        foreach (var status in new[] { "Downloading", "Downloaded", "Installing" }) await station.CallAsync(Status(version, status, request));
        await station.DisposeAsync();
        station = await ScriptedStation.ConnectAsync(host, id, version);
        await station.CallAsync(NewBoot(version, "2.4.0"));
        await station.CallAsync(Status(version, "Installed", request));
        await SeenAsync(id, update => update.State == FirmwareState.Installed);
        await station.DisposeAsync();

        await host.RestartAsync();

        var update = Assert.Single(await Book.ListAsync(StationId.Parse(id), null, 5, CancellationToken.None));
        Assert.Equal(["Downloading", "Downloaded", "Installing", "Installed"], update.Steps.Select(step => step.Status));
        Assert.Equal(("fw-2.4.0.bin", image.Id, "2.4.0", "2.4.0", before, false), (update.Source, update.ImageId, update.VersionWanted, update.VersionAfter, update.VersionBefore, update.Signed));
        await FetchAsync(location.Port == host.Address.Port ? location : new Uri(host.Address, location.AbsolutePath));
    }

    [Theory]
    [UseCase("L01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task SignedUpdate_CarriesCertificateAndSignature_AndAnInvalidSignatureIsItsEnd(string version)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Maker", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var image = await ImageAsync("signed-3.0.bin", certificate.ExportCertificatePem(), Convert.ToBase64String(key.SignData(_content, HashAlgorithmName.SHA256)));
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var action = version == "ocpp1.6" ? "SignedUpdateFirmware" : "UpdateFirmware";
        var notice = version == "ocpp1.6" ? "SignedFirmwareStatusNotification" : "FirmwareStatusNotification";
        var (first, sent) = await SendAsync(station, action, Body(image), Yes);
        Assert.Equal((image.Certificate, image.Signature), ((string?)sent["firmware"]!["signingCertificate"], (string?)sent["firmware"]!["signature"]));
        await station.CallAsync(Status(version, "Downloading", (int)sent["requestId"]!, notice));

        // A newer one takes its place (L01.FR.24); what is told by its number stays with it.
        var (second, again) = await SendAsync(station, action, Body(image), """{"status":"AcceptedCanceled"}""");
        await station.CallAsync(Status(version, "Downloaded", (int)again["requestId"]!, notice));
        await station.CallAsync(Status(version, "InvalidSignature", (int)again["requestId"]!, notice));
        await SeenAsync(station.Id, update => update.State == FirmwareState.Failed);

        var updates = await Book.ListAsync(StationId.Parse(station.Id), null, 5, CancellationToken.None);
        Assert.Equal([(second.Id, FirmwareState.Failed, true), (first.Id, FirmwareState.Replaced, true)], updates.Select(update => (update.CommandId, update.State, update.Signed)));
        Assert.Equal(["Downloaded", "InvalidSignature"], updates[0].Steps.Select(step => step.Status));
        Assert.Equal(["Downloading"], updates[1].Steps.Select(step => step.Status));

        // Refused: nothing is under way.
        Assert.Equal("InvalidCertificate", (await SendAsync(station, action, Body(image), """{"status":"InvalidCertificate"}""")).Command.Status);
        Assert.Equal(2, (await Book.ListAsync(StationId.Parse(station.Id), null, 5, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Image_WithANameThatIsAPath_OrASignatureThatIsNone_IsRefused_AndADeletedOneIsGone()
    {
        foreach (var name in new[] { "../up.bin", "a/b.bin", "a\\b.bin", ".hidden", "", "ä.bin", "a%2fb" }) Assert.Equal(ImageFault.Name, (await AddAsync(name, null, null, _content)).Fault);
        Assert.Equal(ImageFault.Certificate, (await AddAsync("a.bin", "no certificate", "AAAA", _content)).Fault);
        Assert.Equal(ImageFault.Signature, (await AddAsync("a.bin", null, "AAAA", _content)).Fault);
        Assert.Equal(ImageFault.Truncated, (await AddAsync("a.bin", null, null, [])).Fault);

        var image = await ImageAsync("gone-1.0.bin", null, null);
        using var client = new HttpClient { BaseAddress = host.Address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"/firmware-images/{image.Secret}/gone-1.0.bin", UriKind.Relative))).StatusCode);
        Assert.True(await Library.DeleteAsync(image.Id, CancellationToken.None));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/firmware-images/{image.Secret}/gone-1.0.bin", UriKind.Relative))).StatusCode);
    }

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    private const string Yes = """{"status":"Accepted"}""";

    private static string Body(FirmwareImage image)
    {
        var firmware = new JsonObject { ["location"] = FirmwareBook.ImageScheme + image.Id, ["retrieveDateTime"] = "2026-01-01T00:00:00Z" };
        if (image.IsSigned) (firmware["signingCertificate"], firmware["signature"]) = (image.Certificate, image.Signature);
        return new JsonObject { ["firmware"] = firmware }.ToJsonString();
    }

    private static ScriptedMessage Status(string version, string status, int? request, string action = "FirmwareStatusNotification")
    {
        var payload = new JsonObject { ["status"] = status };
        if (request is { } number && (version != "ocpp1.6" || action != "FirmwareStatusNotification")) payload["requestId"] = number;
        return new ScriptedMessage(action, payload);
    }

    private static ScriptedMessage NewBoot(string version, string firmware)
    {
        var boot = ScriptedStation.Boot(version);
        (version == "ocpp1.6" ? boot.Payload : (JsonObject)boot.Payload["chargingStation"]!)["firmwareVersion"] = firmware;
        return boot;
    }

    private static async Task FetchAsync(Uri location)
    {
        using var client = new HttpClient();
        var got = new List<byte>();
        foreach (var range in new RangeHeaderValue[] { new(0, 1023), new(1024, null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, location);
            request.Headers.Range = range;
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_content)), Assert.Single(answer.Headers.GetValues("X-Checksum-Sha256")));
            got.AddRange(await answer.Content.ReadAsByteArrayAsync());
        }

        Assert.Equal(_content, got);
    }

    private async Task<FirmwareImage> ImageAsync(string name, string? certificate, string? signature)
    {
        var (image, fault) = await AddAsync(name, certificate, signature, _content);
        Assert.Null(fault);
        Assert.Equal((_content.Length, Convert.ToHexStringLower(SHA256.HashData(_content))), (image!.Bytes, image.Checksum));
        return image;
    }

    private Task<(FirmwareImage? Image, ImageFault? Fault)> AddAsync(string name, string? certificate, string? signature, byte[] content) =>
        Library.AddAsync(new ImageCheck(name, "2.4.0", null, null, certificate, signature), new MemoryStream(content), "test", CancellationToken.None);

    private Task SeenAsync(string station, Func<FirmwareUpdate, bool> seen) =>
        Eventually.TrueAsync(async () => (await Book.ListAsync(StationId.Parse(station), null, 1, CancellationToken.None)).Any(seen), "the update is where the station told");

    private async Task<(StationCommand Command, JsonObject Sent)> SendAsync(ScriptedStation station, string action, string body, string answer)
    {
        var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), "UpdateFirmware", JsonElement.Parse(body), "test"), CancellationToken.None);
        var (asked, sent) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(asked, (JsonObject)JsonNode.Parse(answer)!);
        return (await command, sent);
    }
}
