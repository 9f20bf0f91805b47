using Csms.Engine.Payments;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Payments;

/// <summary>A simulated station with a payment terminal against the real host.</summary>
[Collection(PaymentCollection.Name)]
public sealed class TerminalTests(PaymentHost host)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    [UseCase("C18", "2.1")]
    [UseCase("C22", "2.1")]
    public async Task Driver_PayingAtTheTerminal_ChargesAndTheSettlementIsKept()
    {
        var id = host.NewId("TERM");
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"Terminal"}""");
        await using var station = new VirtualStation(new StationOptions { Id = id, Url = new UriBuilder(host.Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = OcppVersion.V21, Speed = 60 });
        await station.ConnectAndBootAsync(Deadline);
        Conversations.Note(station);

        var vat = await station.AskVatNumberAsync("DE1", 1);
        await station.PlugInAsync(1, new VirtualVehicle());
        Assert.Equal(TapOutcome.Started, await station.PayAtTerminalAsync(1));
        var paid = station.Evses[0].Transaction!;
        await Eventually.TrueAsync(() => station.Evses[0].Draw.PowerW > 0 && station.Evses[0].RegisterWh > paid.MeterStartWh + 100, "energy flows");
        station.NextSettlement = "Rejected";
        Assert.Equal(TapOutcome.Stopped, await station.PayAtTerminalAsync(1));

        var book = host.Services.GetRequiredService<SettlementBook>();
        Settlement? kept = null;
        await Eventually.TrueAsync(async () => (kept = (await book.ListAsync(new SettlementQuery { Station = id }, CancellationToken.None)).SingleOrDefault()) is not null, "the settlement is kept");
        Assert.Equal("Rejected", (string?)vat?["status"]);
        Assert.Equal((SettlementStatus.Rejected, paid.Token!.Value, paid.Id, "EUR"), (kept!.Status, kept.PspRef, kept.TransactionId, kept.Currency));
        Assert.NotNull(kept.Session);
        Assert.True(kept.Amount > 0);
    }
}
