using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Certificates;

/// <summary>Requests for certificates for cars under the names of ISO 15118, where the operator lets them (Csms:Certificates:V2GNames); those for the connection stay as CONTRACTS 29 has them.</summary>
public sealed class V2GNameTests(V2GNameTests.ToldHost host) : IClassFixture<V2GNameTests.ToldHost>
{
    [Theory]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task CertificateForCars_UnderANameThatTheStationHasTold_IsSigned_AndNoOther(string version)
    {
        await using var station = await host.StationAsync(version);
        await using var other = await host.StationAsync(version);
        var (secc, evse, both) = ($"DEABC{host.NewId("S")}", $"DE*ABC*E{host.NewId("E")}", $"DEABC{host.NewId("B")}");
        await TellAsync(station, ("ISO15118Ctrlr", "SeccId", secc), ("EVSE", "ISO15118EvseId", evse));

        foreach (var name in new[] { secc, evse, station.Id })
        {
            Assert.Equal("Accepted", await AskAsync(station, name, "V2GCertificate"));
            using var issued = X509Certificate2.CreateFromPem((await station.AnswerAsync("CertificateSigned", """{"status":"Accepted"}""")).GetProperty("certificateChain").GetString()!);
            Assert.Equal($"CN={name}", issued.Subject);
        }

        Assert.Equal("Rejected", await AskAsync(station, "DEABCNOBODY", "V2GCertificate"));
        Assert.Equal("Rejected", await AskAsync(station, secc, "ChargingStationCertificate")); // CONTRACTS 29
        Assert.Equal("Rejected", await AskAsync(station, secc, null));
        await TellAsync(station, ("ISO15118Ctrlr", "SeccId", both));
        await TellAsync(other, ("ISO15118Ctrlr", "SeccId", both)); // nobody's for certain
        Assert.Equal("Rejected", await AskAsync(station, both, "V2GCertificate"));
        await TellAsync(station, ("ISO15118Ctrlr", "SeccId", other.Id)); // another station's identity
        Assert.Equal("Rejected", await AskAsync(station, other.Id, "V2GCertificate"));
    }

    private async Task TellAsync(OcppTalk station, params (string Component, string Variable, string Value)[] told)
    {
        var asked = host.CommandAsync(station.Id, "GetVariables", JsonSerializer.Serialize(new { getVariableData = told.Select(each => new { component = Component(each.Component), variable = new { name = each.Variable } }) }));
        await station.AnswerAsync("GetVariables", JsonSerializer.Serialize(new { getVariableResult = told.Select(each => new { attributeStatus = "Accepted", attributeValue = each.Value, component = Component(each.Component), variable = new { name = each.Variable } }) }));
        (await asked).Is(HttpStatusCode.OK);

        static object Component(string name) => name == "EVSE" ? new { name, evse = new { id = 1 } } : new { name };
    }

    private static async Task<string?> AskAsync(OcppTalk station, string name, string? use) =>
        (await station.CallAsync("SignCertificate", JsonSerializer.Serialize(use is null ? new { csr = Csrs.Of("good", name) } : (object)new { csr = Csrs.Of("good", name), certificateType = use }))).GetProperty("status").GetString();

    /// <summary>Takes the names that stations have told.</summary>
    public sealed class ToldHost : ApiHost
    {
        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings) => settings["Csms:Certificates:V2GNames"] = "Told";
    }
}
