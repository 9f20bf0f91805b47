using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Csms.Engine.Certificates;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Conformance.Certificates;

/// <summary>Another authority than ours: <c>Csms:Certificates:SignUrl</c> (CONTRACTS 29), over a real HTTP server.</summary>
public sealed class ExternalAuthorityTests(ExternalAuthorityTests.Host host) : IClassFixture<ExternalAuthorityTests.Host>
{
    [Fact]
    [UseCase("A03", "2.0.1")]
    public async Task Chain_OfAnotherAuthority_GoesToTheStation()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        Assert.Equal("Accepted", await AskAsync(station));
        var sent = await station.AnswerAsync("CertificateSigned", """{"status":"Accepted"}""");
        var (chain, _) = PemChain.Read(sent.GetProperty("certificateChain").GetString());
        Assert.Equal([$"CN={station.Id}", host.Authority.Root.Subject], chain!.Select(each => each.Subject));
        Assert.Equal("done", (await EndAsync(station.Id)).Word("items.0.state"));
    }

    [Theory]
    [InlineData("no", "notSigned", "503 The signer sleeps")]
    [InlineData("text", "wrongAnswer", "NoCertificate")]
    [InlineData("long", "wrongAnswer", "TooLong")]
    [InlineData("key", "wrongAnswer", "Key")]
    [InlineData("name", "wrongAnswer", "Name")]
    [InlineData("expired", "wrongAnswer", "Validity")]
    [InlineData("late", "notReached", null)]
    public async Task Answer_ThatIsNone_IsTheEndWithItsReason_AndNothingIsSent(string kind, string fault, string? answer)
    {
        host.Kind = kind;
        try
        {
            await using var station = await host.StationAsync("ocpp2.0.1");
            Assert.Equal("Accepted", await AskAsync(station));
            var end = await EndAsync(station.Id);
            Assert.Equal(("failed", fault), (end.Word("items.0.state"), end.Word("items.0.fault")));
            if (answer is not null) Assert.Equal(answer, end.Word("items.0.answer"));
            var reset = host.CommandAsync(station.Id, "Reset", """{"type":"Immediate"}""");
            await station.AnswerAsync("Reset", """{"status":"Accepted"}""");
            (await reset).Is(HttpStatusCode.OK);
        }
        finally
        {
            host.Kind = "good";
        }
    }

    private static async Task<string?> AskAsync(OcppTalk station) =>
        (await station.CallAsync("SignCertificate", $$"""{"csr":{{JsonSerializer.Serialize(Csrs.Of("good", station.Id))}}}""")).GetProperty("status").GetString();

    private Task<ApiAnswer> EndAsync(string id) => Eventually.GetAsync(async () =>
    {
        var all = await host.GetAsync($"/api/v1/stations/{id}/certificate-requests");
        return all["items.0"].GetProperty("endedAt").ValueKind == JsonValueKind.String ? all : null;
    }, "the request has an end");

    /// <summary>A host whose certificates are signed by a server of the test.</summary>
    public sealed class Host : ApiHost
    {
        private WebApplication? _signer;

        internal CertificateAuthority Authority { get; } = CertificateAuthority.Create(TimeProvider.System);

        /// <summary>What the signer answers.</summary>
        internal string Kind { get; set; } = "good";

        /// <inheritdoc />
        public override async Task InitializeAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _signer = builder.Build();
            _signer.MapPost("/sign", SignAsync);
            await _signer.StartAsync();
            await base.InitializeAsync();
        }

        /// <inheritdoc />
        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await _signer!.DisposeAsync();
            Authority.Dispose();
        }

        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings)
        {
            settings["Csms:Certificates:SignUrl"] = _signer!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/sign";
            settings["Csms:Certificates:SignTimeoutSeconds"] = "1";
        }

        private async Task<IResult> SignAsync(HttpRequest request)
        {
            using var reader = new StreamReader(request.Body);
            var csr = await reader.ReadToEndAsync();
            var asked = CertificateRequest.LoadSigningRequestPem(csr, System.Security.Cryptography.HashAlgorithmName.SHA256);
            using var other = Csrs.Good("x").Key;
            switch (Kind)
            {
                case "no": return Results.Text("The signer sleeps", statusCode: 503);
                case "text": return Results.Text("certificate");
                case "long": return Results.Text(new string('x', 1_000_000));
                case "late":
                    await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return Results.Empty;
                default:
                    using (var issued = Authority.IssueStation(
                        Kind == "name" ? new X500DistinguishedName("CN=ANOTHER") : asked.SubjectName, Kind == "key" ? new PublicKey(other) : asked.PublicKey, false, TimeSpan.FromSeconds(Kind == "expired" ? -60 : 3600)))
                    {
                        return Results.Text(PemChain.Write([issued, Authority.Root]));
                    }
            }
        }
    }
}
