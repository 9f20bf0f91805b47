using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Csms.Engine.Tests.Conformance;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 9: GetLog without an address, uploads of stations over HTTP, and what people get of them.</summary>
public sealed class LogUploadTests(LogUploadTests.Host host) : IClassFixture<LogUploadTests.Host>
{
    private const int MaxBytes = 200_000;
    private static readonly string[] Every = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    public static TheoryData<string, string, string, string> Requests => new()
    {
        { "ocpp1.6", "DiagnosticsLog", "GetDiagnostics", """{"fileName":"diag.tgz"}""" },
        { "ocpp1.6", "SecurityLog", "GetLog", """{"status":"Accepted","filename":"diag.tgz"}""" },
        { "ocpp2.0.1", "DiagnosticsLog", "GetLog", """{"status":"Accepted","filename":"diag.tgz"}""" },
        { "ocpp2.1", "SecurityLog", "GetLog", """{"status":"Accepted","filename":"diag.tgz"}""" },
    };

    [Theory]
    [UseCase("N01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Requests))]
    public async Task Upload_ToTheAddressOfTheRequest_IsListedAndDownloadedAsItWas(string protocol, string type, string action, string answer)
    {
        await using var station = await host.StationAsync(protocol);
        var content = new byte[150_000];
        new Random(1).NextBytes(content);
        var url = await AskAsync(station, type, action, answer);
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Put, url, new ByteArrayContent(content)));
        var notice = action == "GetDiagnostics" ? "DiagnosticsStatusNotification" : "LogStatusNotification";
        var waiting = await OnlyAsync(station);
        await station.CallAsync(notice, action == "GetDiagnostics" ? """{"status":"Uploaded"}""" : $$"""{"status":"Uploaded","requestId":{{waiting["requestId"].GetInt32()}}}""");

        var log = await Eventually.GetAsync(async () => await OnlyAsync(station) is { } each && each.Word("status") == "Uploaded" ? each : null, "the station's word is noted");
        Assert.Equal("received", log.Word("state"));
        Assert.Equal(type, log.Word("logType"));
        Assert.Equal("diag.tgz", log.Word("fileName"));
        Assert.Equal(content.Length, log["bytes"].GetInt64());
        using var client = host.Client(withKey: true);
        using var file = await client.GetAsync(new Uri($"/api/v1/stations/{station.Id}/logs/{log.Word("id")}/file", UriKind.Relative));
        Assert.Equal(content, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "station.log.download" && entry.SubjectId == station.Id);
    }

    [Fact]
    public async Task Address_StartsWithThePublicUrl()
    {
        foreach (var protocol in Every)
        {
            await using var station = await host.StationAsync(protocol);
            var url = await AskAsync(station, protocol: protocol);
            Assert.StartsWith("https://csms.example.com/base/uploads/", url, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.1")]
    public async Task GivenAddress_GoesOutUnchanged(string protocol)
    {
        await using var station = await host.StationAsync(protocol);
        var command = host.CommandAsync(station.Id, "GetLog", """{"logType":"DiagnosticsLog","log":{"remoteLocation":"ftp://u:p@files.example/logs"}}""");
        var sent = protocol == "ocpp1.6"
            ? (await station.AnswerAsync("GetDiagnostics", """{"fileName":"diag.tgz"}""")).GetProperty("location")
            : (await station.AnswerAsync("GetLog", """{"status":"Accepted"}""")).GetProperty("log").GetProperty("remoteLocation");
        Assert.Equal("ftp://u:p@files.example/logs", sent.GetString());
        (await command).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await host.GetAsync($"/api/v1/stations/{station.Id}/logs"))["items"].GetArrayLength());
    }

    [Theory]
    [UseCase("N01", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", true)]
    [InlineData("ocpp1.6", false)]
    [InlineData("ocpp2.0.1", false)]
    [InlineData("ocpp2.1", true)]
    [InlineData("ocpp2.1", false)]
    public async Task PlaceOutside_WhereAskedOrWhereTheStationSpeaksFtpOnly_GetsTheLog_AndItsCredentialsStandNowhere(string protocol, bool asked)
    {
        await using var station = await host.StationAsync(protocol);
        if (!asked)
        {
            var read = host.CommandAsync(station.Id, "GetVariables", """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"FileTransferProtocols"}}]}""");
            await station.AnswerAsync(protocol == "ocpp1.6" ? "GetConfiguration" : "GetVariables", protocol == "ocpp1.6"
                ? """{"configurationKey":[{"key":"SupportedFileTransferProtocols","readonly":true,"value":"FTP,SFTP"}]}"""
                : """{"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"FTP,SFTP","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"FileTransferProtocols"}}]}""");
            (await read).Is(HttpStatusCode.OK);
        }

        var place = asked ? "\"remoteLocation\":\"external:\"," : "";
        var command = host.CommandAsync(station.Id, "GetLog", $$$"""{"logType":"DiagnosticsLog","retries":2,"retryInterval":60,"log":{ {{{place}}}"oldestTimestamp":"2026-11-01T00:00:00Z","latestTimestamp":"2026-11-02T00:00:00Z"} }""");
        var sent = protocol == "ocpp1.6" ? await station.AnswerAsync("GetDiagnostics", """{"fileName":"diag.tgz"}""") : await station.AnswerAsync("GetLog", """{"status":"Accepted"}""");
        var (location, from) = protocol == "ocpp1.6" ? (sent.GetProperty("location"), sent.GetProperty("startTime")) : (sent.GetProperty("log").GetProperty("remoteLocation"), sent.GetProperty("log").GetProperty("oldestTimestamp"));
        Assert.Equal(("ftp://robot:s3cret-ftp@files.example/logs/?sig=hush", "2026-11-01T00:00:00.000Z", 2), (location.GetString(), from.GetString(), sent.GetProperty("retries").GetInt32()));
        var answer = (await command).Is(HttpStatusCode.OK);
        Assert.Contains("ftp://files.example/logs/", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await host.GetAsync($"/api/v1/stations/{station.Id}/logs"))["items"].GetArrayLength());
        await Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/stations/{station.Id}/messages")).Text.Contains("ftp://files.example/logs/", StringComparison.Ordinal), "the log of messages has it");
        var audit = string.Join('\n', (await host.AuditAsync()).Select(entry => $"{entry.Before}{entry.After}"));
        foreach (var text in new[] { answer.Text, audit, (await host.GetAsync($"/api/v1/stations/{station.Id}/messages")).Text, (await host.GetAsync($"/api/v1/stations/{station.Id}/commands")).Text })
        {
            Assert.DoesNotContain("s3cret-ftp", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Form_WithAFile_IsTakenByPost()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var url = await AskAsync(station);
        using var form = new MultipartFormDataContent { { new StringContent("x"), "comment" }, { new ByteArrayContent(Encoding.UTF8.GetBytes("lines")), "file", "../../etc/passwd.log" } };
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Post, url, form));
        var log = await OnlyAsync(station);
        Assert.Equal(5, log["bytes"].GetInt64());
        Assert.Equal("passwd.log", log.Word("fileName"));
        Assert.Equal("lines", (await host.GetAsync($"/api/v1/stations/{station.Id}/logs/{log.Word("id")}/file")).Text);
    }

    [Fact]
    public async Task NameInTheAddress_IsShownAndNeverAPath()
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var url = await AskAsync(station, action: "GetDiagnostics", answer: "{}");
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Put, url + "..%2F..%2Fescaped.log", new StringContent("x")));
        Assert.Equal("escaped.log", (await OnlyAsync(station)).Word("fileName"));
        var files = Directory.GetFiles(host.DataFolder, "*", SearchOption.AllDirectories).Where(path => path.Contains("escaped", StringComparison.Ordinal));
        Assert.Empty(files);
    }

    [Fact]
    public async Task SecondUpload_IsRefusedAndTheFirstStays()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var url = await AskAsync(station);
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Put, url, new StringContent("first")));
        Assert.Equal(HttpStatusCode.Conflict, await host.UploadAsync(HttpMethod.Put, url, new StringContent("second")));
        Assert.Equal("first", (await host.GetAsync($"/api/v1/stations/{station.Id}/logs/{(await OnlyAsync(station)).Word("id")}/file")).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FileThatIsTooBig_IsRefusedAndNothingIsKept(bool announced)
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var url = await AskAsync(station);
        using HttpContent content = announced ? new ByteArrayContent(new byte[MaxBytes + 1]) : new Unannounced(new byte[MaxBytes + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await host.UploadAsync(HttpMethod.Put, url, content));
        var log = await OnlyAsync(station);
        Assert.Equal("waiting", log.Word("state"));
        Assert.Equal("tooBig", log.Word("fault"));
        Assert.Empty(Directory.GetFiles(host.DataFolder, $"{Guid.Parse(log.Word("id")!):N}*", SearchOption.AllDirectories));
        (await host.GetAsync($"/api/v1/stations/{station.Id}/logs/{log.Word("id")}/file")).IsProblem(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("PUT {0} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nonly this")]
    [InlineData("PUT {0} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nonly\r\n")]
    [InlineData("POST {0} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.log\"\r\n\r\nonly this")]
    public async Task UploadThatBreaksOff_IsNotTakenAndCanBeRepeated(string request)
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var path = new Uri(host.Local(await AskAsync(station))).AbsolutePath;
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(host.Address.Host, host.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, path)));
            socket.Client.Shutdown(SocketShutdown.Send);
        }

        var log = await Eventually.GetAsync(async () => await OnlyAsync(station) is { } each && each.Word("fault") == "truncated" ? each : null, "the broken upload is noted");
        Assert.Equal("waiting", log.Word("state"));
        await Eventually.TrueAsync(async () => await host.UploadAsync(HttpMethod.Put, path, new StringContent("whole")) == HttpStatusCode.Created, "the repeat is taken");
        log = await OnlyAsync(station);
        Assert.Equal("received", log.Word("state"));
        Assert.Equal(JsonValueKind.Null, log["fault"].ValueKind);
    }

    [Fact]
    public async Task FileWithoutALength_IsTakenAsItCame()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        using var content = new Unannounced(Encoding.UTF8.GetBytes("lines"));
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Put, await AskAsync(station), content));
        Assert.Equal(5, (await OnlyAsync(station))["bytes"].GetInt64());
    }

    [Fact]
    public async Task MoreThanAnnounced_TheFileIsWhatWasAnnounced_AndTheRestIsNobodys()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var path = new Uri(host.Local(await AskAsync(station))).AbsolutePath;
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nonly and much more than that\r\n\r\n"));
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII);
        var answers = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20)); // the server ends a connection that speaks no HTTP any more

        Assert.Contains("201 Created", answers, StringComparison.Ordinal);
        Assert.Contains("400 Bad Request", answers, StringComparison.Ordinal);
        var log = await OnlyAsync(station);
        Assert.Equal(4, log["bytes"].GetInt64());
        Assert.Equal("only", (await host.GetAsync($"/api/v1/stations/{station.Id}/logs/{log.Word("id")}/file")).Text);
    }

    [Fact]
    public async Task PageInTheFile_IsNeverShownAsOne()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        using var page = new StringContent("<script>alert(1)</script>", Encoding.UTF8, "text/html");
        page.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"..\\..\\evil.html\"");
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Put, await AskAsync(station), page));
        var log = await OnlyAsync(station);
        using var client = host.Client(withKey: true);
        using var file = await client.GetAsync(new Uri($"/api/v1/stations/{station.Id}/logs/{log.Word("id")}/file", UriKind.Relative));

        Assert.Equal("evil.html", log.Word("fileName"));
        Assert.Equal(("application/octet-stream", "attachment", "nosniff"),
            (file.Content.Headers.ContentType?.MediaType, file.Content.Headers.ContentDisposition?.DispositionType, Assert.Single(file.Headers.GetValues("X-Content-Type-Options"))));
    }

    [Fact]
    public async Task EmptyFile_IsNotTaken()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        Assert.Equal(HttpStatusCode.BadRequest, await host.UploadAsync(HttpMethod.Put, await AskAsync(station), new ByteArrayContent([])));
        Assert.Equal("waiting", (await OnlyAsync(station)).Word("state"));
    }

    [Fact]
    public async Task AddressWhoseTimeIsOver_IsGone()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var url = await AskAsync(station);
        await host.SqlAsync($"UPDATE csms.log_files SET expires_at = now() - interval '1 second' WHERE station_id = '{station.Id}'");
        Assert.Equal(HttpStatusCode.Gone, await host.UploadAsync(HttpMethod.Put, url, new StringContent("late")));
        Assert.Equal("expired", (await OnlyAsync(station)).Word("state"));
    }

    [Theory]
    [InlineData("/uploads/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")]
    [InlineData("/uploads/x")]
    [InlineData("/uploads/..%2F..%2Fetc/passwd")]
    public async Task AddressThatWasNotGiven_Is404(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, await host.UploadAsync(HttpMethod.Put, path, new StringContent("x")));

    [Theory]
    [InlineData("""{"status":"Rejected"}""", null)]
    [InlineData(null, "NotSupported")]
    public async Task RequestThatTheStationRefused_HasNoAddressAnyMore(string? answer, string? error)
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var command = host.CommandAsync(station.Id, "GetLog", """{"logType":"DiagnosticsLog"}""");
        var call = await station.ExpectAsync("GetLog");
        await station.Socket.SendAsync(answer is not null ? $"""[3,"{call[1].GetString()}",{answer}]""" : $$"""[4,"{{call[1].GetString()}}","{{error}}","",{}]""");
        await command;
        Assert.Equal(0, (await host.GetAsync($"/api/v1/stations/{station.Id}/logs"))["items"].GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, await host.UploadAsync(HttpMethod.Put, call[3].GetProperty("log").GetProperty("remoteLocation").GetString()!, new StringContent("x")));
    }

    [Fact]
    public async Task DeletedFile_IsGoneFromListAndDisk()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Put, await AskAsync(station), new StringContent("x")));
        var id = (await OnlyAsync(station)).Word("id");
        (await host.DeleteAsync($"/api/v1/stations/{station.Id}/logs/{id}")).Is(HttpStatusCode.NoContent);
        (await host.GetAsync($"/api/v1/stations/{station.Id}/logs/{id}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Empty(Directory.GetFiles(host.DataFolder, $"{Guid.Parse(id!):N}*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Logs_OfAStationOutsideTheKeysSites_AreNotThere()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        Assert.Equal(HttpStatusCode.Created, await host.UploadAsync(HttpMethod.Put, await AskAsync(station), new StringContent("x")));
        var id = (await OnlyAsync(station)).Word("id");
        var reader = await host.KeyAsync(["stations.read"]);
        (await host.GetAsync($"/api/v1/stations/{station.Id}/logs/{id}/file", reader)).IsProblem(HttpStatusCode.Forbidden);
        (await host.GetAsync($"/api/v1/stations/{station.Id}/logs", null)).Is(HttpStatusCode.Unauthorized);
    }

    private async Task<string> AskAsync(OcppTalk station, string type = "DiagnosticsLog", string? action = null, string? answer = null, string? protocol = null)
    {
        action ??= protocol == "ocpp1.6" ? "GetDiagnostics" : "GetLog";
        answer ??= action == "GetDiagnostics" ? "{}" : """{"status":"Accepted"}""";
        var command = host.CommandAsync(station.Id, "GetLog", $$"""{"logType":"{{type}}"}""");
        var sent = await station.AnswerAsync(action, answer);
        (await command).Is(HttpStatusCode.OK);
        return (action == "GetDiagnostics" ? sent.GetProperty("location") : sent.GetProperty("log").GetProperty("remoteLocation")).GetString()!;
    }

    private async Task<ApiAnswer> OnlyAsync(OcppTalk station)
    {
        var list = (await host.GetAsync($"/api/v1/stations/{station.Id}/logs")).Is(HttpStatusCode.OK);
        Assert.Equal(1, list["items"].GetArrayLength());
        return (await host.GetAsync($"/api/v1/stations/{station.Id}/logs/{list.Word("items.0.id")}")).Is(HttpStatusCode.OK);
    }

    /// <summary>A body whose length is not announced.</summary>
    private sealed class Unannounced(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>A host behind a public address, with a small limit.</summary>
    public sealed class Host : ApiHost
    {
        public Task<HttpStatusCode> UploadAsync(HttpMethod method, string address, HttpContent content) => SendAsync(method, Local(address), content);

        /// <summary>Runs a statement on the database of the host.</summary>
        public async Task SqlAsync(string text)
        {
            await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(text);
            await command.ExecuteNonQueryAsync();
        }

        /// <summary>The address as a proxy in front of the host would pass it on.</summary>
        public string Local(string address) => new Uri(Address, address.Replace("https://csms.example.com/base", "", StringComparison.Ordinal)).ToString();

        protected override void Configure(IDictionary<string, string?> settings)
        {
            settings["Csms:PublicUrl"] = "https://csms.example.com/base/";
            settings["Csms:Logs:ExternalUrl"] = "ftp://robot:s3cret-ftp@files.example/logs/?sig=hush";
            settings["Csms:Logs:MaxBytes"] = MaxBytes.ToString(System.Globalization.CultureInfo.InvariantCulture);
            settings["Csms:Limits:FailedConnectsPerMinute"] = "0";
        }

        private async Task<HttpStatusCode> SendAsync(HttpMethod method, string address, HttpContent content)
        {
            using var client = Client();
            using var request = new HttpRequestMessage(method, new Uri(address)) { Content = content };
            request.Headers.ExpectContinue = true; // so that a refusal comes before the body is sent
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
    }
}
