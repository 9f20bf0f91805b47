using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.LocalLists;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.LocalLists;

/// <summary>
/// Local authorization lists over a real socket: a list that follows the tokens is sent whole, then in changes; a station that has another one, or says no,
/// gets it whole again; each test has a group of tokens of its own.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class LocalListTests(EngineHost host)
{
    private LocalListBook Book => host.Services.GetRequiredService<LocalListBook>();

    [Theory]
    [UseCase("D01", "1.6", "2.0.1", "2.1")]
    [UseCase("D02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task List_ThatFollowsTheTokens_IsSentWholeThenInChanges(string version)
    {
        var group = await GroupAsync(2);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await FollowAsync(station, group);
        await AnswerVersionAsync(station, 0);
        await AnswerLimitsAsync(station, null);

        var full = await AnswerListAsync(station, "Accepted");
        Assert.Equal(("Full", 1), (full.Update, full.Version));
        Assert.Equal([$"{group}-1", $"{group}-2"], full.Put);
        Assert.Equal(group, full.GroupOfFirst);
        await StandsAsync(station, LocalListStanding.InStep);

        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-3", GroupId = group }, CancellationToken.None);
        var added = await AnswerListAsync(station, "Accepted");
        Assert.Equal(("Differential", 2, $"{group}-3", 0), (added.Update, added.Version, Assert.Single(added.Put), added.Gone.Count));

        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-1", GroupId = group, Status = AuthorizationStatus.Blocked }, CancellationToken.None);
        var blocked = await AnswerListAsync(station, "Accepted");
        Assert.Equal(("Differential", 3, $"{group}-1", 0), (blocked.Update, blocked.Version, Assert.Single(blocked.Gone), blocked.Put.Count));
        await StandsAsync(station, LocalListStanding.InStep);
        Assert.Equal([$"{group}-2", $"{group}-3"], Book.Find(Id(station)).Held.Entries.Select(entry => entry.IdToken));
    }

    [Theory]
    [UseCase("D01", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "VersionMismatch")]
    [InlineData("ocpp2.0.1", "Failed")]
    [InlineData("ocpp2.1", "VersionMismatch")]
    public async Task Changes_ThatTheStationDoesNotTake_AreFollowedByTheWholeList(string version, string word)
    {
        var group = await GroupAsync(1);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await FollowAsync(station, group);
        await AnswerVersionAsync(station, 0);
        await AnswerLimitsAsync(station, null);
        await AnswerListAsync(station, "Accepted");

        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-2", GroupId = group }, CancellationToken.None);
        Assert.Equal("Differential", (await AnswerListAsync(station, word)).Update);
        var full = await AnswerListAsync(station, "Accepted");

        Assert.Equal(("Full", 2), (full.Update, full.Put.Count));
        await StandsAsync(station, LocalListStanding.InStep);
        Assert.Equal(["Accepted", word, "Accepted"], Book.Find(Id(station)).Answers.Where(answer => answer.Update != ListUpdate.Version).Select(answer => answer.Word));
    }

    [Theory]
    [UseCase("D02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Station_ThatBootsWithAnotherVersion_GetsTheWholeList(string version)
    {
        var group = await GroupAsync(1);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await FollowAsync(station, group);
        await AnswerVersionAsync(station, 0);
        await AnswerLimitsAsync(station, null);
        await AnswerListAsync(station, "Accepted");
        await StandsAsync(station, LocalListStanding.InStep);

        await station.CallAsync(ScriptedStation.Boot(version));
        await AnswerVersionAsync(station, 41);
        var full = await AnswerListAsync(station, "Accepted");

        Assert.Equal(("Full", 42), (full.Update, full.Version)); // higher than what either side knew
        await StandsAsync(station, LocalListStanding.InStep);
    }

    [Theory]
    [UseCase("D01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task List_LongerThanAMessage_GoesOutInParts_AndNoLongerThanTheStationHasRoom(string version)
    {
        var group = await GroupAsync(5);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        if (version != "ocpp1.6") await station.CallAsync(Report(4));
        await FollowAsync(station, group);
        await AnswerVersionAsync(station, 0);
        await AnswerLimitsAsync(station, 2, 4);

        var first = await AnswerListAsync(station, "Accepted");
        var second = await AnswerListAsync(station, "Accepted");

        Assert.Equal(("Full", 1, 2), (first.Update, first.Version, first.Put.Count));
        Assert.Equal(("Differential", 2, 2), (second.Update, second.Version, second.Put.Count));
        await StandsAsync(station, LocalListStanding.InStep);
        Assert.Equal(1, Book.WantedOf(Id(station)).TooMany);
    }

    [Fact]
    public async Task Token_ThatTheVersionCannotSay_IsLeftOut()
    {
        var group = await GroupAsync(1);
        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-LONGER-THAN-TWENTY", GroupId = group }, CancellationToken.None);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        await FollowAsync(station, group);
        await AnswerVersionAsync(station, 0);
        await AnswerLimitsAsync(station, null);

        Assert.Equal([$"{group}-1"], (await AnswerListAsync(station, "Accepted")).Put);
        Assert.Equal(1, Book.WantedOf(Id(station)).Unfit);
    }

    [Theory]
    [UseCase("D01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Tokens_ForFewStations_StandOnTheirListsAlone_WithLanguagesAndPriority(string version)
    {
        var group = $"L{EngineHost.NewStation()}";
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-1", GroupId = group, Language1 = "de", Priority = 3 }, CancellationToken.None);
        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-2", GroupId = group, OnlyAt = TokenPlaces.Of([station.Id]) }, CancellationToken.None);
        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-3", GroupId = group, OnlyAt = TokenPlaces.Of([$"{station.Id}/2"]) }, CancellationToken.None);
        await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-4", GroupId = group, OnlyAt = TokenPlaces.Of(["ELSEWHERE", "ELSEWHERE/2"]) }, CancellationToken.None);
        await host.Tokens.ReadAgainAsync([$"{group}-1", $"{group}-3"], CancellationToken.None); // as another node does, and each at its start
        await FollowAsync(station, group);
        await AnswerVersionAsync(station, 0);
        await AnswerLimitsAsync(station, null);

        var is16 = version == "ocpp1.6"; // which can't say that a token is for one EVSE
        Assert.Equal(is16 ? [$"{group}-1", $"{group}-2"] : [$"{group}-1", $"{group}-2", $"{group}-3"], (await AnswerListAsync(station, "Accepted")).Put);
        Assert.Equal(is16 ? 1 : 0, Book.WantedOf(Id(station)).Unfit);
        await StandsAsync(station, LocalListStanding.InStep);
        JsonNode Info(int token) => JsonNode.Parse(Book.Find(Id(station)).Held.Find($"{group}-{token}")!.Info)!;
        Assert.Equal(is16 ? (null, null) : ("de", 3), ((string?)Info(1)["language1"], (int?)Info(1)["chargingPriority"]));
        if (!is16) Assert.Equal("[2]", Info(3)["evseId"]!.ToJsonString());
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.1")]
    public async Task Station_WithoutALocalList_IsSaidToHaveNone_AndLeftAlone(string version)
    {
        var group = await GroupAsync(1);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await FollowAsync(station, group);
        if (version == "ocpp1.6")
        {
            await AnswerVersionAsync(station, -1);
        }
        else
        {
            var (id, _) = await station.ExpectCallAsync("GetLocalListVersion");
            await station.FailAsync(id, "NotSupported", "no list here");
        }

        await StandsAsync(station, LocalListStanding.Unsupported);
    }

    [Theory]
    [UseCase("N10", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task CustomerInformation_ThatClearsAListedToken_TakesItOffForGood(string version)
    {
        var group = await GroupAsync(2);
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await FollowAsync(station, group);
        await AnswerVersionAsync(station, 0);
        await AnswerLimitsAsync(station, null);
        await AnswerListAsync(station, "Accepted");

        var command = host.Commands.ExecuteAsync(new CommandRequest(Id(station), "CustomerInformation", JsonElement.Parse($$$"""{"requestId":1,"report":false,"clear":true,"idToken":{"idToken":"{{{group}}}-1","type":"Central"}}"""), "test"), CancellationToken.None);
        var (asked, _) = await station.ExpectCallAsync("CustomerInformation");
        await station.AnswerAsync(asked, new JsonObject { ["status"] = "Accepted" });
        await command;
        var full = await AnswerListAsync(station, "Accepted");

        Assert.Equal("Full", full.Update);
        Assert.Equal([$"{group}-2"], full.Put);
        await StandsAsync(station, LocalListStanding.InStep); // though the token may charge: it does not come back by itself
    }

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    private static StationId Id(ScriptedStation station) => StationId.Parse(station.Id);

    private async Task<string> GroupAsync(int tokens)
    {
        var group = $"L{EngineHost.NewStation()}";
        for (var i = 1; i <= tokens; i++) await host.Tokens.PutAsync(new TokenEntry { IdToken = $"{group}-{i}", GroupId = group }, CancellationToken.None);
        return group;
    }

    private Task FollowAsync(ScriptedStation station, string group) => Book.DecideAsync(host.State(station.Id), LocalListMode.Automatic, [group], CancellationToken.None);

    private async Task StandsAsync(ScriptedStation station, LocalListStanding standing) =>
        await Eventually.TrueAsync(() => Book.StandingOf(Id(station)) == standing && !host.Services.GetRequiredService<LocalListKeeper>().IsRunning(Id(station)), $"the list stands {standing}");

    private static async Task AnswerVersionAsync(ScriptedStation station, int version)
    {
        var (id, _) = await station.ExpectCallAsync("GetLocalListVersion");
        await station.AnswerAsync(id, new JsonObject { [station.Subprotocol == "ocpp1.6" ? "listVersion" : "versionNumber"] = version });
    }

    private static async Task AnswerLimitsAsync(ScriptedStation station, int? items, int entries = 1000)
    {
        if (station.Subprotocol == "ocpp1.6")
        {
            var (id, _) = await station.ExpectCallAsync("GetConfiguration");
            var keys = new JsonArray(new JsonObject { ["key"] = "LocalAuthListMaxLength", ["readonly"] = true, ["value"] = $"{entries}" });
            if (items is not null) keys.Add(new JsonObject { ["key"] = "SendLocalListMaxLength", ["readonly"] = true, ["value"] = $"{items}" });
            await station.AnswerAsync(id, new JsonObject { ["configurationKey"] = keys });
            return;
        }

        var (asked, payload) = await station.ExpectCallAsync("GetVariables");
        await station.AnswerAsync(asked, new JsonObject
        {
            ["getVariableResult"] = new JsonArray([.. ((JsonArray)payload["getVariableData"]!).Select(each =>
            {
                var known = items is not null && (string?)each!["variable"]!["name"] == "ItemsPerMessage";
                var result = new JsonObject { ["attributeStatus"] = known ? "Accepted" : "UnknownVariable", ["component"] = each!["component"]!.DeepClone(), ["variable"] = each["variable"]!.DeepClone() };
                if (known) result["attributeValue"] = $"{items}";
                return (JsonNode)result;
            })]),
        });
    }

    private static ScriptedMessage Report(int room) => new("NotifyReport", (JsonObject)JsonNode.Parse($$$"""
        {"requestId":1,"seqNo":0,"generatedAt":"2026-11-29T00:00:00Z","tbc":false,"reportData":[{"component":{"name":"LocalAuthListCtrlr"},"variable":{"name":"Entries"},
         "variableAttribute":[{"value":"0","mutability":"ReadOnly"}],"variableCharacteristics":{"dataType":"integer","maxLimit":{{{room}}},"supportsMonitoring":false}}]}
        """)!);

    private static async Task<Told> AnswerListAsync(ScriptedStation station, string word)
    {
        var (id, payload) = await station.ExpectCallAsync("SendLocalList");
        await station.AnswerAsync(id, new JsonObject { ["status"] = word });
        var is16 = station.Subprotocol == "ocpp1.6";
        var entries = (payload["localAuthorizationList"] as JsonArray ?? []).Select(entry => (Token: is16 ? (string)entry!["idTag"]! : (string)entry!["idToken"]!["idToken"]!, Info: entry[is16 ? "idTagInfo" : "idTokenInfo"])).ToList();
        var info = entries.FirstOrDefault(entry => entry.Info is not null).Info;
        return new Told(
            (string)payload["updateType"]!,
            (int)payload[is16 ? "listVersion" : "versionNumber"]!,
            [.. entries.Where(entry => (string?)entry.Info?["status"] == "Accepted").Select(entry => entry.Token)],
            [.. entries.Where(entry => entry.Info is null).Select(entry => entry.Token)],
            is16 ? (string?)info?["parentIdTag"] : (string?)info?["groupIdToken"]?["idToken"]);
    }

    private sealed record Told(string Update, int Version, List<string> Put, List<string> Gone, string? GroupOfFirst);
}
