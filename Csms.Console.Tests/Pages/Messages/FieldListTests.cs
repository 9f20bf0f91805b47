using Csms.Console.Pages.Messages;
using Csms.Engine.Ocpp;

namespace Csms.Console.Tests.Pages.Messages;

public sealed class FieldListTests
{
    [Fact]
    public void Of_AKnownAction_TellsTheRule()
    {
        var rows = FieldList.Of("1.6", "StatusNotification", """{"connectorId":1,"status":"Faulted","errorCode":"NoError","extra":true}""", answer: false);
        Assert.Equal(["connectorId", "status", "errorCode", "extra"], rows.Select(row => row.Path));
        Assert.True(rows[1].Rule?.Required);
        Assert.False(rows[3].Known);
    }

    [Fact]
    public void Of_ObjectsAndLists_StandAboveWhatIsInsideThem()
    {
        var rows = FieldList.Of("1.6", "MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-11-21T12:00:00Z","sampledValue":[{"value":"1"},{"value":"2"}]}]}""", answer: false);
        Assert.Equal(
            [(0, "connectorId", "1"), (0, "meterValue[0]", null), (1, "timestamp", "2026-11-21T12:00:00Z"), (1, "sampledValue[0]", null), (2, "value", "1"), (1, "sampledValue[1]", null), (2, "value", "2")],
            rows.Select(row => (row.Depth, row.Name, row.Value)));
        Assert.Equal([true, true, true, true, true, false, false], rows.Select(row => row.First));
    }

    [Theory]
    [InlineData("""{"connectorId":1,"status":"Broken","errorCode":"NoError"}""", "status", FrameNote.UndefinedWord)]
    [InlineData("""{"connectorId":1,"status":"Faulted"}""", "errorCode", FrameNote.Required)]
    [InlineData("""{"connectorId":"1","status":"Faulted","errorCode":"NoError"}""", "connectorId", FrameNote.NoInteger)]
    public void Of_APayloadThatBreaksARule_MarksTheField(string payload, string path, FrameNote fault)
    {
        var marked = Assert.Single(FieldList.Of("1.6", "StatusNotification", payload, answer: false), row => row.Fault is not null);
        Assert.Equal((path, fault), (marked.Path, marked.Fault!.Code));
    }

    [Fact]
    public void Of_WhatIsMissingInside_GetsARowWhereItBelongs()
    {
        var rows = FieldList.Of("2.0.1", "RequestStartTransaction", """{"idToken":{"type":"Central"},"remoteStartId":1}""", answer: false);
        Assert.Equal([(0, "idToken"), (1, "type"), (1, "idToken"), (0, "remoteStartId")], rows.Select(row => (row.Depth, row.Name)));
        Assert.Equal("idToken.idToken", Assert.Single(rows, row => row.Fault is not null).Path);
    }
}
