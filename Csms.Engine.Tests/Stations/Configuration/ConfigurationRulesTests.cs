using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;

namespace Csms.Engine.Tests.Stations.Configuration;

/// <summary>What needs no station: addresses, limits, the count of parts, templates beside values.</summary>
public sealed class ConfigurationRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("OCPPCommCtrlr.HeartbeatInterval", "OCPPCommCtrlr", "HeartbeatInterval", null, null, null, null)]
    [InlineData("BlinkRepeat", "Configuration", "BlinkRepeat", null, null, null, null)]
    [InlineData("Configuration.Arden.Led", "Configuration", "Arden.Led", null, null, null, null)]
    [InlineData("DeviceDataCtrlr.ItemsPerMessage[GetReport]", "DeviceDataCtrlr", "ItemsPerMessage", null, null, null, "GetReport")]
    [InlineData("EVSE@1.Power", "EVSE", "Power", null, 1, null, null)]
    [InlineData("Connector@1.2.ConnectorType", "Connector", "ConnectorType", null, 1, 2, null)]
    [InlineData("Fan[Top]@3.Speed", "Fan", "Speed", "Top", 3, null, null)]
    public void Address_AsPeopleWriteIt_IsReadAndWrittenBack(string text, string component, string variable, string? instance, int? evse, int? connector, string? variableInstance)
    {
        var address = VariableAddress.Parse(text);

        Assert.Equal(new VariableAddress(component, variable, instance, evse, connector, variableInstance), address);
        Assert.Equal(text, address!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("EVSE@x.Power")]
    [InlineData("A[B.C")]
    [InlineData("A.")]
    public void Address_ThatIsNone_IsNull(string text) => Assert.Null(VariableAddress.Parse(text));

    [Theory]
    [InlineData("""{"dataType":"integer","minLimit":1,"maxLimit":600}""", "300", null)]
    [InlineData("""{"dataType":"integer","minLimit":1,"maxLimit":600}""", "0", ValueFaultKind.TooSmall)]
    [InlineData("""{"dataType":"integer","minLimit":1,"maxLimit":600}""", "601", ValueFaultKind.TooLarge)]
    [InlineData("""{"dataType":"integer"}""", "1.5", ValueFaultKind.NoInteger)]
    [InlineData("""{"dataType":"decimal","maxLimit":1.5}""", "1.50", null)]
    [InlineData("""{"dataType":"decimal"}""", "1,5", ValueFaultKind.NoNumber)]
    [InlineData("""{"dataType":"boolean"}""", "True", ValueFaultKind.NoBoolean)]
    [InlineData("""{"dataType":"dateTime"}""", "2026-11-29T12:00:00Z", null)]
    [InlineData("""{"dataType":"dateTime"}""", "yesterday", ValueFaultKind.NoTime)]
    [InlineData("""{"dataType":"OptionList","valuesList":"A,B"}""", "C", ValueFaultKind.NotInList)]
    [InlineData("""{"dataType":"MemberList","valuesList":"A,B","maxElements":1}""", "A,B", ValueFaultKind.TooMany)]
    [InlineData("""{"dataType":"MemberList","valuesList":"A,B"}""", "B, A", null)]
    [InlineData("""{"dataType":"SequenceList","valuesList":"A,B"}""", "A,X", ValueFaultKind.MemberNotInList)]
    [InlineData("""{"dataType":"string","maxLimit":3}""", "four", ValueFaultKind.TooLong)]
    [InlineData(null, "anything", null)]
    public void Check_ValueAgainstItsCharacteristics_NamesWhatIsWrong(string? characteristics, string value, ValueFaultKind? kind) =>
        Assert.Equal(kind, VariableCharacteristics.Parse(characteristics).Check(value)?.Kind);

    [Fact]
    public void Report_PartsInAnyOrder_AreCompleteWhenAllAreHere()
    {
        var track = Of((2, false), (0, true), (0, true));
        Assert.False(track.IsComplete);
        Assert.Equal([1], track.Missing);

        track = ReportTrack.With(track, Part(1, true), Start);

        Assert.True(track.IsComplete);
        Assert.Equal((3, 3), (track.Parts, track.Variables));
        Assert.True(ReportTrack.With(track, Part(0, true), Start).IsComplete); // a repeat takes nothing back
    }

    [Fact]
    public void Report_WithoutAnEnd_StaysBoundedAndIsToldAsCut()
    {
        ReportTrack? track = null;
        for (var part = 0; part < 3 * ReportTrack.MostParts; part += 2) track = ReportTrack.With(track, Part(part, true), Start);

        Assert.True(track!.IsCut);
        Assert.False(track.IsComplete);
        Assert.Equal((ReportTrack.MostParts / 2, ReportTrack.MostMissing), (track.Parts, track.Missing.Count));
    }

    [Fact]
    public void Report_OfAnotherRequest_BeginsAnew() => Assert.Equal((8, 1), ReportTrack.With(Of((0, true), (1, true)), Part(0, true, 8), Start) is var track ? (track.RequestId, track.Parts) : default);

    [Fact]
    public void Held_KeyThat2xHasToo_IsGivenOnceUnderItsNameThere()
    {
        var held = HeldVariable.Of(
        [
            (new VariableReported { Component = "Configuration", Variable = "MeterValueSampleInterval", Value = "60" }, Start),
            (new VariableReported { Component = "SampledDataCtrlr", Variable = "TxUpdatedInterval", Value = "60" }, Start),
            (new VariableReported { Component = "Configuration", Variable = "BlinkRepeat", Value = "3" }, Start),
        ]);

        Assert.Equal(["SampledDataCtrlr.TxUpdatedInterval", "BlinkRepeat"], held.Select(each => each.Address.ToString()));
        Assert.Equal(["MeterValueSampleInterval", null], held.Select(each => each.Key));
        Assert.Equal(ValueFaultKind.NoInteger, held[0].Check("soon")?.Kind); // 1.6 tells no type: the standard does
        Assert.Null(held[1].Check("anything"));
    }

    [Fact]
    public void Drift_OfEveryKind_IsTold()
    {
        var template = new ConfigurationTemplate { Id = "t", Name = "t", Wanted = [Want("A.Number", "10"), Want("A.List", "X,Y"), Want("A.Other", "on"), Want("A.Fixed", "1"), Want("A.None", "1")] };
        var held = HeldVariable.Of(
        [
            (Told("Number", "10.0", characteristics: """{"dataType":"decimal"}"""), Start),
            (Told("List", "Y, X", characteristics: """{"dataType":"MemberList"}"""), Start),
            (Told("Other", "off"), Start),
            (Told("Fixed", "2", "ReadOnly"), Start),
        ]);

        var lines = DriftLine.Of(template, held);

        Assert.Equal([DriftKind.Same, DriftKind.Same, DriftKind.Different, DriftKind.Locked, DriftKind.NotTold], lines.Select(line => line.Kind));
    }

    [Theory]
    [InlineData("Arden", null, "1.4.*", null, true)]
    [InlineData("arden", "T2", null, "1.6", true)]
    [InlineData("Arden", null, "1.5.*", null, false)]
    [InlineData(null, null, null, "2.1", false)]
    public void Template_Scope_IsByWhatTheStationIs(string? vendor, string? model, string? firmware, string? version, bool isFor)
    {
        var station = new StationState { Id = Csms.Engine.Units.StationId.Parse("S"), Key = 1, Profile = new StationProfile(), OcppVersion = "1.6", Boot = new BootInfo("Arden", "T2", null, "1.4.2", null, null, Start, null) };

        Assert.Equal(isFor, new ConfigurationTemplate { Id = "t", Name = "t", Vendor = vendor, Model = model, Firmware = firmware, OcppVersion = version }.IsFor(station));
    }

    private static WantedValue Want(string address, string value) => new(VariableAddress.Parse(address)!, value);

    private static VariableReported Told(string variable, string value, string? mutability = null, string? characteristics = null) =>
        new() { Component = "A", Variable = variable, Value = value, Mutability = mutability, Characteristics = characteristics };

    private static ReportPartReported Part(int number, bool more, int request = 7) => new(request, number, more, Start, [Told($"V{number}", "1")]);

    private static ReportTrack Of(params (int Number, bool More)[] parts) => parts.Aggregate((ReportTrack?)null, (track, part) => ReportTrack.With(track, Part(part.Number, part.More), Start))!;
}
