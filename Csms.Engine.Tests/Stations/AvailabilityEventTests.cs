using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Stations;

/// <summary>The state of a connector told as a monitored variable (2.x NotifyEvent, G01): its words are taken, anything else says nothing and harms nobody.</summary>
[Collection(EngineCollection.Name)]
public sealed class AvailabilityEventTests(EngineHost host)
{
    [Theory]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task AvailabilityState_ByNotifyEvent_CountsWhereItIsAWordOfTheStandard(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await TellAsync(station, "Occupied");
        Assert.Equal(ConnectorStatus.Occupied, host.State(station.Id).Evse(1)!.Find(1)!.Status);

        foreach (var nonsense in new[] { "42", "-1", "Charging", "Available,Faulted", "", "Unknown", "🔌" }) await TellAsync(station, nonsense);
        Assert.Equal(ConnectorStatus.Occupied, host.State(station.Id).Evse(1)!.Find(1)!.Status);
        Assert.Equal(EvseCondition.Preparing, host.State(station.Id).ConditionOf(host.State(station.Id).Evse(1)!));

        await TellAsync(station, "Faulted");
        Assert.Equal(ConnectorStatus.Faulted, host.State(station.Id).Evse(1)!.Find(1)!.Status);
    }

    private static async Task TellAsync(ScriptedStation station, string value) => await station.CallAsync(new ScriptedMessage("NotifyEvent", (JsonObject)JsonNode.Parse($$$"""
        {"generatedAt":"2026-03-01T10:00:00Z","seqNo":0,"eventData":[{"eventId":1,"timestamp":"2026-03-01T10:00:00Z","trigger":"Delta","actualValue":"{{{value}}}",
        "eventNotificationType":"HardWiredNotification","component":{"name":"Connector","evse":{"id":1,"connectorId":1}},"variable":{"name":"AvailabilityState"}}]}
        """)!));
}
