using System.Text;
using Csms.Engine.Ocpp.V16.Messages;
using Csms.Engine.Ocpp.Wire;
using V21 = Csms.Engine.Ocpp.V21.Messages;

namespace Csms.Engine.Tests.Ocpp;

public sealed class WireReadingTests
{
    [Fact]
    public void MeterValues_OfARealStation_AreReadIntoTypedFields()
    {
        var result = MeterValuesRequest.Wire.Read(
            """{"connectorId":1,"transactionId":42,"meterValue":[{"timestamp":"2026-03-04T12:00:00+01:00","sampledValue":[{"value":"1234.5","measurand":"Energy.Active.Import.Register","unit":"kWh","phase":"L1-N"}]}]}"""u8);

        Assert.True(result.IsValid);
        Assert.Equal((1, 42), (result.Value.ConnectorId, result.Value.TransactionId));
        var meterValue = Assert.Single(result.Value.MeterValue);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 11, 0, 0, TimeSpan.Zero), meterValue.Timestamp);
        Assert.Equal(TimeSpan.Zero, meterValue.Timestamp.Offset);
        var sample = Assert.Single(meterValue.SampledValue);
        Assert.Equal(
            ("1234.5", Measurand.EnergyActiveImportRegister, UnitOfMeasure.KWh, Phase.L1N, (Location?)null),
            (sample.Value, sample.Measurand, sample.Unit, sample.Phase, sample.Location));
    }

    [Theory]
    [InlineData("""{"connectorId":1,"connectorId":2,"meterValue":[]}""", WireViolationKind.DuplicateField, "connectorId")]
    [InlineData("""{"meterValue":[]}""", WireViolationKind.MissingField, "connectorId")]
    [InlineData("""{"connectorId":99999999999,"meterValue":[]}""", WireViolationKind.OutOfRange, "connectorId")]
    [InlineData("""{"connectorId":1e400,"meterValue":[]}""", WireViolationKind.OutOfRange, "connectorId")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-03-04T12:00:00Z","sampledValue":[{"value":"1"},{"value":"2"},{"value":"3","unit":"wh"}]}]}""", WireViolationKind.NotInEnum, "meterValue[0].sampledValue[2].unit")]
    [InlineData("""{"connectorId":1,"meterValue":[null]}""", WireViolationKind.WrongType, "meterValue[0]")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-03-04T12:00:00Z","sampledValue":[{"value":"\ud800"}]}]}""", WireViolationKind.Malformed, "meterValue[0].sampledValue[0].value")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-03-04T12:00:00Z","sampledValue":[{"value":"a\u0000"}]}]}""", WireViolationKind.Malformed, "meterValue[0].sampledValue[0].value")]
    [InlineData("""{"\ud800":1}""", WireViolationKind.Malformed, "")]
    [InlineData("""[]""", WireViolationKind.NotAnObject, "")]
    [InlineData("""null""", WireViolationKind.NotAnObject, "")]
    [InlineData("""{"connectorId":1,"meterValue":[]}x""", WireViolationKind.Malformed, "")]
    [InlineData("", WireViolationKind.Malformed, "")]
    public void Payload_Bad_NamesTheFirstViolation(string json, WireViolationKind kind, string path)
    {
        var result = MeterValuesRequest.Wire.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(result.Value);
        Assert.Equal((kind, path), (result.Violation?.Kind, result.Violation?.Path));
    }

    [Fact]
    public void Payload_WithToleratedDepartures_ReportsThemWithTheirPaths()
    {
        var result = MeterValuesRequest.Wire.Read(
            """{"vendor":{"a":[1]},"connectorId":1.0,"transactionId":null,"meterValue":[{"timestamp":"2026-03-04T12:00:00","sampledValue":[{"value":"1","x":1}]}]}"""u8);
        Assert.True(result.IsValid);
        Assert.Equal(
            [
                new(WireDeviationKind.UnknownMember, "vendor"),
                new(WireDeviationKind.NullMember, "transactionId"),
                new(WireDeviationKind.MissingOffset, "meterValue[0].timestamp"),
                new(WireDeviationKind.UnknownMember, "meterValue[0].sampledValue[0].x"),
            ],
            result.Deviations);
    }

    [Fact]
    public void Deviations_OfAHostilePayload_AreBounded()
    {
        var members = string.Join(",", Enumerable.Range(0, 1000).Select(i => $"\"x{i}\":1"));
        var result = HeartbeatRequest.Wire.Read(Encoding.UTF8.GetBytes("{" + members + "}"));
        Assert.True(result.IsValid);
        Assert.Equal(WireReading.MaxDeviations, result.Deviations.Count);
    }

    [Theory]
    [InlineData("0.3", true)]
    [InlineData("16", true)]
    [InlineData("1.60", true)]
    [InlineData("0.35", false)]
    public void Multiple_OfATenth_IsCheckedInDecimal(string limit, bool valid)
    {
        var result = ChargingSchedulePeriod.Wire.Read(Encoding.UTF8.GetBytes($$"""{"startPeriod":0,"limit":{{limit}}}"""));
        Assert.Equal(valid ? null : WireViolationKind.OutOfRange, result.Violation?.Kind);
    }

    [Fact]
    public void OpenFields_OfTwoDotX_AreKeptRaw()
    {
        var result = V21.DataTransferRequest.Wire.Read("""{"vendorId":"v","data":[1.50, {"a":null}],"customData":"not even an object"}"""u8);
        Assert.True(result.IsValid);
        Assert.Equal("""[1.50, {"a":null}]""", result.Value.Data!.ToString());
        Assert.Equal("""{"data":[1.50, {"a":null}],"vendorId":"v","customData":"not even an object"}""", Encoding.UTF8.GetString(result.Value.ToUtf8()));
    }

    [Theory]
    [InlineData("2026-03-04T12:00:00Z", "2026-03-04T12:00:00.0000000Z", true)]
    [InlineData("2026-03-04t12:00:00z", "2026-03-04T12:00:00.0000000Z", true)]
    [InlineData("2026-03-04 12:00:00+01:30", "2026-03-04T10:30:00.0000000Z", true)]
    [InlineData("2026-03-04T12:00:00-0130", "2026-03-04T13:30:00.0000000Z", true)]
    [InlineData("2026-03-04T12:00:00.5", "2026-03-04T12:00:00.5000000Z", false)]
    [InlineData("2026-03-04T12:00:00.123456789Z", "2026-03-04T12:00:00.1234567Z", true)]
    [InlineData("2026-12-31T23:59:60Z", "2027-01-01T00:00:00.0000000Z", true)]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000Z", true)]
    public void Time_InAnyUsualSpelling_IsRead(string text, string utc, bool hasOffset)
    {
        Assert.True(WireDateTime.TryParse(Encoding.UTF8.GetBytes(text), out var value, out var offset));
        Assert.Equal((utc, hasOffset), (value.UtcDateTime.ToString("O"), offset));
    }

    [Theory]
    [InlineData("2026-03-04")]
    [InlineData("2026-03-04T12:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-03-04T24:00:00Z")]
    [InlineData("2026-03-04T12:60:00Z")]
    [InlineData("2026-03-04T12:00:00.Z")]
    [InlineData("2026-03-04T12:00:00+1")]
    [InlineData("2026-03-04T12:00:00+01:60")]
    [InlineData("2026-03-04T12:00:00ZZ")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("1772625600")]
    public void Time_ThatIsNone_IsRefused(string text) => Assert.False(WireDateTime.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void Read_OfManyMeterValues_AllocatesOnlyTheResult()
    {
        var json = Encoding.UTF8.GetBytes(
            """{"connectorId":1,"transactionId":42,"meterValue":[{"timestamp":"2026-03-04T12:00:00Z","sampledValue":[""" +
            string.Join(",", Enumerable.Repeat("""{"value":"1","context":"Sample.Periodic","measurand":"Voltage","location":"Outlet","unit":"V"}""", 8)) + "]}]}");
        MeterValuesRequest.Wire.Read(json);
        var before = GC.GetAllocatedBytesForCurrentThread();
        MeterValuesRequest.Wire.Read(json);

        // Ten objects, two lists and eight one-letter strings: boxing or name strings would add kilobytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1600);
    }
}
