using System.Globalization;
using System.Net;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 32: <c>Csms:Ocpp:HeartbeatSeconds</c> is what a boot is answered.</summary>
public sealed class HeartbeatSettingTests(HeartbeatSettingTests.Host host) : IClassFixture<HeartbeatSettingTests.Host>
{
    private const int Seconds = 47;

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Contract32_IntervalOfTheSettings_IsAnsweredToABoot(string protocol)
    {
        var id = host.NewId();
        (await host.PutAsync($"/api/v1/stations/{id}", """{"name":"A"}""")).Is(HttpStatusCode.Created);
        await using var station = await host.ConnectAsync(id, protocol);
        var answer = await station.BootAsync();
        Assert.Equal(("Accepted", Seconds), (answer.GetProperty("status").GetString(), answer.GetProperty("interval").GetInt32()));
    }

    /// <summary>A host with another interval than the one it has by itself.</summary>
    public sealed class Host : ApiHost
    {
        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings) => settings["Csms:Ocpp:HeartbeatSeconds"] = Seconds.ToString(CultureInfo.InvariantCulture);
    }
}
