using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Stations;

/// <summary>What a station deviates in is counted, and outlasts the engine.</summary>
public sealed class QuirkBookTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Book_StationDeviates_CountsByKindAndGoesOnAfterARestart()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        await using (var station = await ScriptedStation.BootAsync(host, id.Value, "ocpp1.6"))
        {
            await station.CallAsync(Status("available"));
            await station.CallAsync(Status("Available ", new JsonObject { ["info"] = null, ["vendorId"] = null }));
            await station.CallAsync(Status("preparing"));
            await station.CallAsync(Status("Preparing"));
            await Eventually.TrueAsync(() => Seen(id, FrameNote.EnumCase) == 2, "both are counted");
        }

        Assert.Equal((1L, 1L, 0L), (Seen(id, FrameNote.PaddedText), Seen(id, FrameNote.NullMember), Seen(id, FrameNote.UnknownMember)));
        var last = Book.Of(id).Single(quirk => quirk.Note == FrameNote.EnumCase);
        Assert.Equal("StatusNotification", last.LastAction);
        Assert.Single(Book.Models([host.State(id.Value)]), model => model.Note == FrameNote.EnumCase && model is { Model: "Arden T2", Stations: 1, Seen: 2 });

        await host.RestartAsync();

        Assert.Equal(1L, await host.Database.ScalarAsync<long>($"SELECT count(*) FROM csms.frames WHERE message_id = '{last.LastMessageId}' AND payload::text LIKE '%preparing%'"));
        Assert.Equal(last, Book.Of(id).Single(quirk => quirk.Note == FrameNote.EnumCase));
        await using (var station = await ScriptedStation.BootAsync(host, id.Value, "ocpp1.6"))
        {
            await station.CallAsync(Status("available"));
            await Eventually.TrueAsync(() => Seen(id, FrameNote.EnumCase) == 3, "the count goes on");
        }

        await host.RestartAsync();
        Assert.Equal(3, Seen(id, FrameNote.EnumCase));
        await host.Directory.DeleteAsync(id, CancellationToken.None);
        Assert.Empty(Book.Of(id));
    }

    private QuirkBook Book => host.Services.GetRequiredService<QuirkBook>();

    private long Seen(StationId id, FrameNote note) => Book.Of(id).SingleOrDefault(quirk => quirk.Note == note)?.Seen ?? 0;

    private static ScriptedMessage Status(string status, JsonObject? more = null)
    {
        var payload = more ?? [];
        payload["connectorId"] = 1;
        payload["errorCode"] = "NoError";
        payload["status"] = status;
        return new ScriptedMessage("StatusNotification", payload);
    }
}
