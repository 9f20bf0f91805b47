using System.Text.Json.Nodes;
using Csms.Engine.Incidents;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Incidents;

/// <summary>Payments at a station's terminals that fail one after the other, over a real socket.</summary>
public sealed class PaymentsFailingTests(IncidentHost host) : IClassFixture<IncidentHost>
{
    [Fact]
    public async Task PaymentsFailing_ThreeInARow_OpenAndOneThatIsTakenCloses()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await PaidAsync("A", "Failed");
        await PaidAsync("A", "Failed", seconds: 1); // the same payment again
        await PaidAsync("B", "Canceled"); // says nothing of the terminal
        await PaidAsync("C", "Rejected");
        await PaidAsync("A", "Failed", seconds: 2); // and once more after another
        await host.ScanAsync();
        Assert.Null(host.Open(IncidentRule.PaymentsFailing, station.Id));

        await PaidAsync("D", "Failed");
        var incident = await host.OpenedAsync(IncidentRule.PaymentsFailing, station.Id);
        Assert.Equal((3, "Failed", "no network"), (incident.Detail.Count, incident.Detail.Code, incident.Detail.Text));
        await PaidAsync("E", "Rejected");
        await host.ScanAsync();
        Assert.Equal((4, 4), (host.Desk.Find(incident.Id)!.Count, host.Desk.Find(incident.Id)!.Detail.Count));

        await PaidAsync("E", "Settled"); // it went through after all
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident)).State);

        Task PaidAsync(string payment, string status, int seconds = 0) => station.CallAsync(new ScriptedMessage("NotifySettlement", new JsonObject
        {
            ["pspRef"] = payment, ["status"] = status, ["statusInfo"] = "no network", ["settlementAmount"] = 12.5, ["settlementTime"] = TransactionScript.Text(TimeProvider.System.GetUtcNow().AddSeconds(seconds)),
        }));
    }
}
