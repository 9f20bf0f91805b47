using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Stations;

/// <summary>Which waiting command a newer one makes needless. Each row is a rule.</summary>
public sealed class SupersessionTests
{
    private const string Default1 = """{"evseId":1,"chargingProfile":{"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile"}}""";

    public static TheoryData<string, string, string, bool> Rules => new()
    {
        { "SetChargingProfile", Default1, Default1, true },
        { "SetChargingProfile", Default1, Default1.Replace("\"evseId\":1", "\"evseId\":2", StringComparison.Ordinal), false },
        { "SetChargingProfile", Default1, Default1.Replace("\"stackLevel\":0", "\"stackLevel\":1", StringComparison.Ordinal), false },
        { "SetChargingProfile", Default1, Default1.Replace("TxDefaultProfile", "TxProfile", StringComparison.Ordinal), false },
        { "SetChargingProfile", """{"evseId":1,"chargingProfile":{"id":5,"stackLevel":0}}""", """{"evseId":2,"chargingProfile":{"id":5,"stackLevel":3}}""", true },
        { "SetChargingProfile", """{"evseId":1,"chargingProfile":{"transactionId":"a","stackLevel":0}}""", """{"evseId":1,"chargingProfile":{"transactionId":"b","stackLevel":0}}""", false },
        { "SetChargingProfile", """{"evseId":1,"chargingProfile":{"validFrom":"2026-01-01T00:00:00Z","stackLevel":0}}""", """{"evseId":1,"chargingProfile":{"stackLevel":0}}""", false }, // both have their time
        { "UpdateDynamicSchedule", """{"chargingProfileId":5,"scheduleUpdate":{"limit":1}}""", """{"chargingProfileId":5,"scheduleUpdate":{"limit":2}}""", true },
        { "UpdateDynamicSchedule", """{"chargingProfileId":5}""", """{"chargingProfileId":6}""", false },
        { "ChangeAvailability", """{"operationalStatus":"Operative"}""", """{"operationalStatus":"Inoperative"}""", true },
        { "ChangeAvailability", """{"operationalStatus":"Operative","evse":{"id":1}}""", """{"operationalStatus":"Inoperative","evse":{"id":1}}""", true },
        { "ChangeAvailability", """{"operationalStatus":"Operative","evse":{"id":1}}""", """{"operationalStatus":"Inoperative"}""", false },
        { "SetVariables", Variables("A", "B"), Variables("a"), true },
        { "SetVariables", Variables("A"), Variables("A", "B"), false },
        { "SetVariables", Variables("A"), Variables("B"), false },
        { "SendLocalList", """{"updateType":"Full","versionNumber":5}""", """{"updateType":"Differential","versionNumber":4}""", true },
        { "SendLocalList", """{"updateType":"Full"}""", """{"updateType":"Full","versionNumber":4}""", true },
        { "SendLocalList", """{"updateType":"Full","versionNumber":3}""", """{"updateType":"Full","versionNumber":4}""", false },
        { "SendLocalList", """{"updateType":"Differential","versionNumber":5}""", """{"updateType":"Full","versionNumber":4}""", false },
        { "UpdateFirmware", """{"firmware":{"location":"b"}}""", """{"firmware":{"location":"a"}}""", true },
        { "Reset", """{"type":"Immediate"}""", """{"type":"Immediate"}""", false }, // each is meant
        { "SetChargingProfile", "[]", "3", false },
        { "SetVariables", """{"setVariableData":3}""", "{}", false },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Replaces_Pair_IsAsTheTableSays(string action, string newer, string older, bool replaced) => Assert.Equal(replaced, Supersession.Replaces(Command(action, newer), Command(action, older)));

    [Fact]
    public void Replaces_OtherActionOrItself_Never()
    {
        var one = Command("UpdateFirmware", "{}");
        Assert.False(Supersession.Replaces(one, one));
        Assert.False(Supersession.Replaces(one, Command("GetLog", "{}")));
    }

    private static string Variables(params string[] names) =>
        $$"""{"setVariableData":[{{string.Join(',', names.Select(name => $$"""{"component":{"name":"C"},"variable":{"name":"{{name}}"},"attributeValue":"1"}"""))}}]}""";

    private static StationCommand Command(string action, string body) => new() { Id = Guid.NewGuid(), Station = StationId.Parse("S"), Action = action, Body = body, Actor = "Ann", QueuedAt = default };
}
