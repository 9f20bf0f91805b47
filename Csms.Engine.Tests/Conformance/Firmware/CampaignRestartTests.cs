using System.Text.Json.Nodes;
using Csms.Engine.Firmware;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Firmware;

/// <summary>A campaign goes on after the host was restarted under it: what a station told before still counts, and nobody is asked twice.</summary>
public sealed class CampaignRestartTests(EngineHost host) : IClassFixture<EngineHost>
{
    private BulkStore Store => host.Services.GetRequiredService<BulkStore>();

    [Fact]
    public async Task Campaign_HostRestartsInTheMiddle_GoesOnAndAsksNobodyTwice()
    {
        var (one, two) = (EngineHost.NewStation(), EngineHost.NewStation());
        var first = await ScriptedStation.BootAsync(host, one, "ocpp2.0.1");
        var second = await ScriptedStation.BootAsync(host, two, "ocpp2.0.1");
        using var content = new MemoryStream(new byte[2000]);
        var (image, _) = await host.Services.GetRequiredService<FirmwareLibrary>().AddAsync(new ImageCheck("again-4.0.0.bin", "4.0.0", null, null, null, null), content, "test", CancellationToken.None);
        var plan = new FirmwareCampaign
        {
            RunId = Guid.Empty, Name = "Night", ImageId = image!.Id, ImageName = image.Name, Version = image.Version, Signed = false, WaitsForAway = true,
            Patience = TimeSpan.FromHours(1), EndsAt = TimeProvider.System.GetUtcNow().AddDays(1),
        };
        var run = await host.Services.GetRequiredService<FirmwareCampaigns>().BeginAsync(
            plan, image, new BulkPace(1, true, 10, TimeSpan.Zero, 50, null), [new(StationId.Parse(one), null), new(StationId.Parse(two), null)], "Bob", null, CancellationToken.None);
        var (id, sent) = await first.ExpectCallAsync("UpdateFirmware");
        await first.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });
        await first.CallAsync(Status("Downloading", sent));
        await StateAsync(run, 0, BulkItemState.Answered);
        await first.DisposeAsync();
        await second.DisposeAsync();

        await host.RestartAsync();

        first = await ScriptedStation.BootAsync(host, one, "ocpp2.0.1");
        second = await ScriptedStation.BootAsync(host, two, "ocpp2.0.1");
        await first.CallAsync(Status("Installed", sent)); // a CALL of ours would come before its answer
        (id, sent) = await second.ExpectCallAsync("UpdateFirmware");
        Assert.Equal(BulkItemState.Done, (await ItemsAsync(run))[0].State); // the canary is done before the rest is asked
        await second.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });
        await second.CallAsync(Status("InvalidSignature", sent));
        BulkSummary? over = null;
        await Eventually.TrueAsync(async () => (over = await Store.FindAsync(run.Id, null, CancellationToken.None)) is { Run.EndedAt: not null }, "the campaign is over");
        Assert.Equal((BulkRunState.Done, 1, 1, 1), (over!.Run.State, over.Run.Resumed, over.Tally[BulkItemState.Done], over.Tally.Failed));
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    private static ScriptedMessage Status(string status, JsonObject sent) => new("FirmwareStatusNotification", new JsonObject { ["status"] = status, ["requestId"] = (int)sent["requestId"]! });

    private Task<IReadOnlyList<BulkItem>> ItemsAsync(BulkRun run) => Store.ItemsAsync(run.Id, null, [], -1, 0, 10, CancellationToken.None);

    private Task StateAsync(BulkRun run, int position, BulkItemState state) =>
        Eventually.TrueAsync(async () => (await ItemsAsync(run))[position].State == state, $"station {position} is {state}");
}
