using System.Net;
using Csms.Engine.Gateway.Outbound;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>Where a host lets itself be sent by a station's word: nowhere inside.</summary>
public sealed class GuardTests(GuardTests.Host host) : IClassFixture<GuardTests.Host>
{
    [Fact]
    public async Task Responder_OnThisMachineOrInItsNetwork_IsNotAsked()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var port = new Uri(host.Outside.Url("ocsp")).Port;
        foreach (var address in new[] { $"http://127.0.0.1:{port}/ocsp", $"http://localhost:{port}/ocsp", $"http://[::1]:{port}/ocsp", $"http://[::ffff:127.0.0.1]:{port}/ocsp", $"http://2130706433:{port}/ocsp", "http://169.254.169.254/latest", "http://10.0.0.1/", "http://192.168.1.1/" })
        {
            var answer = await station.CallAsync("GetCertificateStatus", $$"""{"ocspRequestData":{{ContractPki.Hash(host.Pki.Contract("SECC"), host.Pki.Sub2, address)}}}""");
            Assert.Equal((address, "Failed", "PrivateAddress"), (address, answer.GetProperty("status").GetString(), answer.GetProperty("statusInfo").GetProperty("reasonCode").GetString()));
        }

        Assert.Equal(0, host.Outside.Asked("ocsp"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00::1")]
    public async Task Name_ThatLeadsInsideByAnyOfItsAddresses_IsNotCalled(string inside)
    {
        using var http = OutboundHttp.Create(false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse(inside)]));
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://ocsp.example/")));
        Assert.IsType<AddressRefusedException>(fault.InnerException);
    }

    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.0.0.8", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:a00:1::", false)]
    [InlineData("2606:4700::1111", true)]
    public void Address_OfThePublicInternetOnly(string address, bool expected) => Assert.Equal(expected, PublicAddress.Is(IPAddress.Parse(address)));

    /// <summary>As it is without AllowPrivateOcsp.</summary>
    public sealed class Host : PncHost
    {
        protected override bool AllowPrivate => false;
    }
}
