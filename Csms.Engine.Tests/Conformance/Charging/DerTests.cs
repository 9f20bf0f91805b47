using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>Controls as a distributed energy resource (block R).</summary>
public sealed class DerTests(ApiHost host) : ChargingTest(host)
{
    private const string Droop = """{"priority":1,"overFreq":50.2,"underFreq":49.8,"overDroop":5,"underDroop":5,"responseTime":1}""";

    [Fact]
    [UseCase("R04", "2.1")]
    public async Task Controls_SetReportedAndCleared_AreKnown()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await GiveAsync(station, "SetDERControl", $$"""{"isDefault":true,"controlId":"a","controlType":"FreqDroop","freqDroop":{{Droop}}}""", """{"status":"Accepted"}""");
        await GiveAsync(station, "SetDERControl", $$"""{"isDefault":true,"controlId":"b","controlType":"FreqDroop","freqDroop":{{Droop}}}""", """{"status":"Accepted","supersededIds":["a"]}""");
        await GiveAsync(station, "SetDERControl", $$"""{"isDefault":true,"controlId":"c","controlType":"FreqDroop","freqDroop":{{Droop}}}""", """{"status":"NotSupported"}""");
        Assert.Equal("a superseded, b", await ControlsAsync(station));

        await GiveAsync(station, "GetDERControl", """{"requestId":3,"isDefault":true}""", """{"status":"Accepted"}""");
        await station.CallAsync("ReportDERControl", $$$"""{"requestId":3,"tbc":true,"freqDroop":[{"id":"b","isDefault":true,"isSuperseded":false,"freqDroop":{{{Droop}}}}]}""");
        await station.CallAsync("ReportDERControl", """{"requestId":3,"gradient":[{"id":"d","gradient":{"priority":0,"gradient":1,"softGradient":2}}]}""");
        Assert.Equal("b, d", await ControlsAsync(station)); // a was asked for and not told
        Assert.Equal(50.2m, (await ReadAsync(station, "der-controls"))["items.0.parameters.overFreq"].GetDecimal());

        await GiveAsync(station, "ClearDERControl", """{"isDefault":true,"controlId":"b"}""", """{"status":"Accepted"}""");
        Assert.Equal("d", await ControlsAsync(station));
        await GiveAsync(station, "ClearDERControl", """{"isDefault":true}""", """{"status":"NotFound"}""");
        Assert.Equal("", await ControlsAsync(station));
        for (var id = 0; id < 400; id++) await station.CallAsync("ReportDERControl", $$$"""{"requestId":9,"tbc":true,"gradient":[{"id":"x{{{id}}}","gradient":{"priority":0,"gradient":1,"softGradient":2}}]}""");
        Assert.Equal(256, (await ReadAsync(station, "der-controls?limit=1000"))["items"].GetArrayLength());
    }

    [Fact]
    [UseCase("R05", "2.1")]
    public async Task Faults_StartsAndEnds_AreListedNewestFirst()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await GiveAsync(station, "SetDERControl", $$"""{"isDefault":false,"controlId":"a","controlType":"FreqDroop","freqDroop":{{Droop}}}""", """{"status":"Accepted"}""");
        await GiveAsync(station, "SetDERControl", $$"""{"isDefault":false,"controlId":"b","controlType":"FreqDroop","freqDroop":{{Droop}}}""", """{"status":"Accepted"}""");
        await station.CallAsync("NotifyDERStartStop", """{"controlId":"b","started":true,"timestamp":"2026-03-01T10:00:00Z","supersededIds":["a"]}""");
        await station.CallAsync("NotifyDERStartStop", """{"controlId":"b","started":true,"timestamp":"2026-03-01T10:00:00Z","supersededIds":["a"]}"""); // repeated
        Assert.Equal("a superseded, b running", await ControlsAsync(station));
        await station.CallAsync("NotifyDERAlarm", """{"controlType":"HVMustTrip","gridEventFault":"OverVoltage","timestamp":"2026-03-01T10:01:00Z","extraInfo":"260 V"}""");
        await station.CallAsync("NotifyDERAlarm", """{"controlType":"HVMustTrip","gridEventFault":"OverVoltage","alarmEnded":true,"timestamp":"2026-03-01T10:02:00Z"}""");
        await station.CallAsync("NotifyDERStartStop", """{"controlId":"b","started":false,"timestamp":"2026-03-01T10:05:00Z"}""");
        var events = (await ReadAsync(station, "der-events"))["items"].EnumerateArray().Select(item => $"{item.GetProperty("kind")} {item.GetProperty("subject")}");
        Assert.Equal(["stopped b", "alarmEnded HVMustTrip", "alarm HVMustTrip", "started b"], events);
        Assert.Equal("a superseded, b", await ControlsAsync(station));
        for (var minute = 0; minute < 300; minute++) await station.CallAsync("NotifyDERAlarm", $$"""{"controlType":"HVMustTrip","timestamp":"{{TransactionScript.Text(DateTimeOffset.UtcNow.AddMinutes(minute))}}"}""");
        Assert.Equal(100, (await ReadAsync(station, "der-events?limit=1000"))["items"].GetArrayLength());
    }

    private async Task<string> ControlsAsync(OcppTalk station) => string.Join(", ", (await ReadAsync(station, "der-controls"))["items"].EnumerateArray()
        .Select(item => $"{item.GetProperty("id")}{(item.GetProperty("isSuperseded").GetBoolean() ? " superseded" : "")}{(item.GetProperty("isRunning").GetBoolean() ? " running" : "")}"));
}
