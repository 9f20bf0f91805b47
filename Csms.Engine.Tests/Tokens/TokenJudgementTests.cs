using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Tests.Tokens;

/// <summary>What stations are told about tokens (CONTRACTS 19–22), over real sockets.</summary>
[Collection(EngineCollection.Name)]
public sealed class TokenJudgementTests(EngineHost host)
{
    private static readonly DateTimeOffset Now = new(DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    public static TheoryData<string, string, string, string> Verdicts { get; } = new()
    {
        // stored status, expiry (none, past, future), verdict in 1.6, verdict in 2.x
        { "Accepted", "", "Accepted", "Accepted" },
        { "Accepted", "future", "Accepted", "Accepted" },
        { "Accepted", "past", "Expired", "Expired" },
        { "Blocked", "past", "Blocked", "Blocked" },
        { "Blocked", "", "Blocked", "Blocked" },
        { "Expired", "future", "Expired", "Expired" },
        { "Invalid", "", "Invalid", "Invalid" },
        { "ConcurrentTx", "", "ConcurrentTx", "ConcurrentTx" },
        { "NoCredit", "", "Blocked", "NoCredit" },
        { "NotAllowedTypeEVSE", "", "Blocked", "NotAllowedTypeEVSE" },
        { "NotAtThisLocation", "", "Blocked", "NotAtThisLocation" },
        { "NotAtThisTime", "", "Blocked", "NotAtThisTime" },
        { "Unknown", "", "Invalid", "Unknown" },
    };

    [Theory]
    [UseCase("C09", "1.6", "2.0.1", "2.1")]
    [UseCase("C10", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Verdicts))]
    public async Task Authorize_StoredToken_IsToldItsStatusItsGroupAndItsExpiry(string status, string expiry, string in16, string in2)
    {
        DateTimeOffset? expiresAt = expiry switch { "past" => Now.AddHours(-1), "future" => Now.AddHours(1), _ => null };
        var token = await PutAsync(new TokenEntry { IdToken = New(), Status = Enum.Parse<AuthorizationStatus>(status), ExpiresAt = expiresAt, GroupId = "Group-A" });
        await using var old = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        var info16 = (JsonObject)(await AuthorizeAsync(old, token))["idTagInfo"]!;

        Assert.Equal(in16, (string?)info16["status"]);
        Assert.Equal("Group-A", (string?)info16["parentIdTag"]);
        Assert.Equal(expiresAt, Time(info16["expiryDate"]));
        foreach (var version in (string[])["ocpp2.0.1", "ocpp2.1"])
        {
            await using var young = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
            var info2 = (JsonObject)(await AuthorizeAsync(young, token))["idTokenInfo"]!;

            Assert.Equal(in2, (string?)info2["status"]);
            Assert.Equal("Group-A", (string?)info2["groupIdToken"]!["idToken"]);
            Assert.Equal("Central", (string?)info2["groupIdToken"]!["type"]);
            Assert.Equal(expiresAt, Time(info2["cacheExpiryDateTime"]));
        }
    }

    [Theory]
    [UseCase("C01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Token_ForSomeEvses_WithLanguagesAndPriority_IsToldSoAndRefusedElsewhere(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await using var other = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var token = await PutAsync(new TokenEntry { IdToken = New(), Language1 = "de", Language2 = "en-GB", Priority = -9, OnlyAt = TokenPlaces.Of([$"{station.Id}/2", $"{station.Id}/1"]) });
        var is16 = version == "ocpp1.6";

        var told = (JsonObject)(await AuthorizeAsync(station, token))[is16 ? "idTagInfo" : "idTokenInfo"]!;
        Assert.Equal("Accepted", (string?)told["status"]);
        if (is16) Assert.Equal(["status"], told.Select(member => member.Key)); // it has no words for them
        else Assert.Equal(("de", "en-GB", -9, "[1,2]"), ((string?)told["language1"], (string?)told["language2"], (int?)told["chargingPriority"], told["evseId"]!.ToJsonString()));
        var elsewhere = (JsonObject)(await AuthorizeAsync(other, token))[is16 ? "idTagInfo" : "idTokenInfo"]!;
        Assert.Equal((is16 ? "Blocked" : "NotAtThisLocation", null), ((string?)elsewhere["status"], elsewhere["evseId"]?.ToJsonString()));

        var accepted = await station.CallAsync(new TransactionScript(version, 2, token).Started(Now, 1000));
        Assert.Equal("Accepted", TransactionScript.VerdictIn(accepted));
        if (!is16) Assert.Equal(-9, (int?)((JsonObject)accepted)["chargingPriority"]);
        Assert.Equal(is16 ? "Blocked" : "NotAtThisLocation", TransactionScript.VerdictIn(await station.CallAsync(new TransactionScript(version, 3, token).Started(Now, 1000))));
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task NotConcurrent_TwoFirstStartsAtTheSameInstant_OneIsAccepted(string version)
    {
        await using var left = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await using var right = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        for (var round = 1; round <= 10; round++)
        {
            var token = await PutAsync(new TokenEntry { IdToken = New(), Concurrent = false });
            var answers = await Task.WhenAll(
                left.CallAsync(new TransactionScript(version, round, token).Started(Now, 1000)),
                right.CallAsync(new TransactionScript(version, round, token).Started(Now, 1000)));

            Assert.Equal(["Accepted", "ConcurrentTx"], answers.Select(TransactionScript.VerdictIn).Order());
        }
    }

    [Fact]
    public void NotConcurrent_SecondStartBeforeTheFirstIsDecided_IsConcurrent()
    {
        var running = new RunningTokens();
        var tokens = new TokenDirectory(running, Options.Create(new TokenOptions()));
        tokens.Put(new TokenEntry { IdToken = "ONCE", Concurrent = false });
        var token = new IdToken("once", "Central");
        var (here, there) = (StationId.Parse("ST-1"), StationId.Parse("ST-2"));

        Assert.Equal(AuthorizationStatus.Accepted, tokens.JudgeStart(token, here, 1, Now, out var first).Status);
        Assert.Equal(AuthorizationStatus.ConcurrentTx, tokens.JudgeStart(token, there, 1, Now, out var second).Status);
        Assert.Equal((true, false), (first, second));

        running.Release("once", here); // the first could not be stored
        Assert.Equal(AuthorizationStatus.Accepted, tokens.JudgeStart(token, there, 1, Now, out _).Status);
        running.Begin("once", new SessionId(7), there, 1);
        running.Release("once", there);
        Assert.Equal(AuthorizationStatus.ConcurrentTx, tokens.JudgeStart(token, here, 1, Now, out _).Status);
        Assert.Equal([new SessionId(7)], running.SessionsOf("ONCE"));
        running.End("once", new SessionId(7));
        Assert.False(running.IsElsewhere("once", here, 1));
    }

    [Theory]
    [InlineData("ocpp1.6", "Invalid")]
    [InlineData("ocpp2.0.1", "Unknown")]
    [InlineData("ocpp2.1", "Unknown")]
    public async Task Authorize_NeverEntered_IsUnknownInItsVersionsWords(string version, string verdict)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        Assert.Equal(verdict, TransactionScript.VerdictIn(await AuthorizeAsync(station, New())));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Authorize_OtherCaseAndOtherType_IsTheSameToken(string version)
    {
        var token = await PutAsync(new TokenEntry { IdToken = New() + "abCD", Type = "eMAID" });
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        Assert.Equal("Accepted", TransactionScript.VerdictIn(await AuthorizeAsync(station, token.ToUpperInvariant())));
        Assert.Equal("Accepted", TransactionScript.VerdictIn(await AuthorizeAsync(station, token.ToLowerInvariant())));
    }

    [Fact]
    public async Task Authorize_NoAuthorization_IsAccepted()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var answer = await station.CallAsync(new("Authorize", new JsonObject { ["idToken"] = new JsonObject { ["idToken"] = "", ["type"] = "NoAuthorization" } }));
        Assert.Equal("Accepted", TransactionScript.VerdictIn(answer));
    }

    [Fact]
    public void Judge_AtTheInstantOfExpiry_IsExpired()
    {
        var directory = new TokenDirectory(new RunningTokens(), Microsoft.Extensions.Options.Options.Create(new TokenOptions()));
        directory.Put(new TokenEntry { IdToken = "T", ExpiresAt = Now });
        var station = Units.StationId.Parse("ST");
        Assert.Equal(AuthorizationStatus.Accepted, directory.Judge(new("T", "Central"), station, null, Now.AddTicks(-1)).Status);
        Assert.Equal(AuthorizationStatus.Expired, directory.Judge(new("T", "Central"), station, null, Now).Status);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Token_ChangedWhileRunning_IsJudgedAnewAtOnce(string version)
    {
        var token = await PutAsync(new TokenEntry { IdToken = New() });
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        Assert.Equal("Accepted", TransactionScript.VerdictIn(await AuthorizeAsync(station, token)));
        await PutAsync(new TokenEntry { IdToken = token, Status = AuthorizationStatus.Blocked });

        // The station may have let the driver in by its cache: the start is taken, with a refusal (1.6 §4.8), and the energy is flagged: the figures are right, who pays is the question.
        var transaction = new TransactionScript(version, 1, token);
        var answer = await station.CallAsync(transaction.Started(Now.AddMinutes(-5), 1000));
        transaction.Answered(answer);
        await station.CallAsync(transaction.Ended(Now.AddMinutes(-4), 1100, "DeAuthorized"));

        Assert.Equal("Blocked", TransactionScript.VerdictIn(answer));
        var session = await host.OnlyAsync(station.Id);
        Assert.Equal((SessionState.Completed, 100L), (session.State, session.EnergyWh!.Value));
        Assert.Contains(session.Flags, flag => flag.Kind == SessionFlagKind.EnergyWithoutAuthorization);
        await host.Tokens.DeleteAsync(token, CancellationToken.None);
        Assert.Equal(version == "ocpp1.6" ? "Invalid" : "Unknown", TransactionScript.VerdictIn(await AuthorizeAsync(station, token)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task NotConcurrent_SecondStartElsewhere_IsConcurrentTxUntilTheFirstEnds(string version)
    {
        var token = await PutAsync(new TokenEntry { IdToken = New(), Concurrent = false });
        await using var here = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await using var there = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var first = new TransactionScript(version, 1, token);
        var start = first.Started(Now.AddMinutes(-9), 1000);
        var started = await here.CallAsync(start);
        first.Answered(started);
        Assert.Equal("Accepted", TransactionScript.VerdictIn(started));

        // At its own station the driver may be about to stop; at another EVSE of it a second charge is one too many.
        Assert.Equal("Accepted", TransactionScript.VerdictIn(await AuthorizeAsync(here, token)));
        Assert.Equal("ConcurrentTx", TransactionScript.VerdictIn(await AuthorizeAsync(there, token)));
        var second = new TransactionScript(version, 1, token);
        var refused = await there.CallAsync(second.Started(Now.AddMinutes(-8), 1000));
        second.Answered(refused);
        Assert.Equal("ConcurrentTx", TransactionScript.VerdictIn(refused));
        Assert.Equal("ConcurrentTx", TransactionScript.VerdictIn(await here.CallAsync(new TransactionScript(version, 2, token).Started(Now.AddMinutes(-8), 0))));

        // The first start repeated gets its first answer, whatever runs by now.
        Assert.Equal(started.ToJsonString(), (await here.CallAsync(start)).ToJsonString());
        await there.CallAsync(second.Ended(Now.AddMinutes(-8), 1000, "DeAuthorized"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task NotConcurrent_StopByTheTokenItself_IsAccepted(string version)
    {
        var token = await PutAsync(new TokenEntry { IdToken = New(), Concurrent = false });
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var transaction = new TransactionScript(version, 1, token);
        transaction.Answered(await station.CallAsync(transaction.Started(Now.AddMinutes(-9), 1000)));

        var stopped = await station.CallAsync(transaction.Ended(Now.AddMinutes(-8), 1100, by: token));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(stopped));
        Assert.Equal("Accepted", TransactionScript.VerdictIn(await AuthorizeAsync(station, token)));
        await using var elsewhere = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        Assert.Equal("Accepted", TransactionScript.VerdictIn(await AuthorizeAsync(elsewhere, token)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Stop_ByAnotherTokenOfTheGroup_EndsTheSessionAndKeepsItsDriver(string version)
    {
        var driver = await PutAsync(new TokenEntry { IdToken = New(), GroupId = "Family" });
        var other = await PutAsync(new TokenEntry { IdToken = New(), GroupId = "Family" });
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var transaction = new TransactionScript(version, 1, driver);
        transaction.Answered(await station.CallAsync(transaction.Started(Now.AddMinutes(-9), 1000)));

        var stopped = await station.CallAsync(transaction.Ended(Now.AddMinutes(-8), 1100, by: other));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(stopped));
        Assert.Contains("Family", stopped.ToJsonString(), StringComparison.Ordinal);
        var session = await host.OnlyAsync(station.Id);
        Assert.Equal((SessionState.Completed, driver), (session.State, session.Token!.Value));
    }

    private static string New() => "T" + Guid.NewGuid().ToString("N")[..12];

    private static DateTimeOffset? Time(JsonNode? node) =>
        node is null ? null : DateTimeOffset.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<JsonObject> AuthorizeAsync(ScriptedStation station, string token) => station.CallAsync(new("Authorize", station.Subprotocol == "ocpp1.6"
        ? new JsonObject { ["idTag"] = token }
        : new JsonObject { ["idToken"] = new JsonObject { ["idToken"] = token, ["type"] = "ISO14443" } }));

    private async Task<string> PutAsync(TokenEntry entry)
    {
        await host.Tokens.PutAsync(entry, CancellationToken.None);
        return entry.IdToken;
    }
}
