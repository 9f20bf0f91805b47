using Csms.Simulator.Load;

namespace Csms.Engine.Tests.Simulator;

public sealed class LoadFleetTests
{
    [Fact]
    public async Task Fleet_OfAllVersions_ConnectsAndEveryCallIsAnsweredAndSchemaValid()
    {
        await using var csms = await CannedCsms.StartAsync();
        var fleet = new LoadFleet(new LoadOptions { Url = csms.Url, Stations = 12, Version = null, CallsPerSecond = 200, Duration = TimeSpan.FromSeconds(5) });

        var report = await fleet.RunAsync();

        Assert.Equal(12, report.Connected);
        Assert.Equal(0, report.Errors);
        Assert.Equal(0, report.LostLinks);
        Assert.Contains("StopTransaction", report.Latencies.Keys);
        Assert.Contains("TransactionEvent", report.Latencies.Keys);
        StationConversationTests.AssertSchemaValid(csms);
    }
}
