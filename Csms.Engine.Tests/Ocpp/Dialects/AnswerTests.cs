using Csms.Engine.Events;
using Csms.Engine.Ocpp.Wire;
using System.Text;
using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Ocpp.Dialects;

public sealed class AnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, StationAnswer, string> Cases => new()
    {
        { "1.6", "BootNotification", new BootAnswer(RegistrationStatus.Pending, Now, 30), """{"status":"Pending","currentTime":"2026-03-01T10:00:00.000Z","interval":30}""" },
        { "1.6", "Heartbeat", new HeartbeatAnswer(Now), """{"currentTime":"2026-03-01T10:00:00.000Z"}""" },
        { "1.6", "Authorize", new AuthorizationAnswer(new(AuthorizationStatus.Accepted, Now, "G")), """{"idTagInfo":{"expiryDate":"2026-03-01T10:00:00.000Z","parentIdTag":"G","status":"Accepted"}}""" },
        { "1.6", "Authorize", new AuthorizationAnswer(new(AuthorizationStatus.Unknown)), """{"idTagInfo":{"status":"Invalid"}}""" },
        { "1.6", "Authorize", new AuthorizationAnswer(new(AuthorizationStatus.NoCredit, null, "G")), """{"idTagInfo":{"parentIdTag":"G","status":"Blocked"}}""" },
        { "1.6", "Authorize", new AuthorizationAnswer(new(AuthorizationStatus.NotAtThisTime)), """{"idTagInfo":{"status":"Blocked"}}""" },
        { "1.6", "Authorize", new AuthorizationAnswer(new(AuthorizationStatus.Blocked, null, "a group longer than twenty")), """{"idTagInfo":{"status":"Blocked"}}""" },
        { "1.6", "StartTransaction", new TransactionAnswer("77", new(AuthorizationStatus.ConcurrentTx)), """{"idTagInfo":{"status":"ConcurrentTx"},"transactionId":77}""" },
        { "1.6", "StartTransaction", new TransactionAnswer("77", null), """{"idTagInfo":{"status":"Accepted"},"transactionId":77}""" },
        { "1.6", "StopTransaction", new TransactionAnswer("77", null, 1.5m), "{}" },
        { "1.6", "StopTransaction", new TransactionAnswer("77", new(AuthorizationStatus.Expired)), """{"idTagInfo":{"status":"Expired"}}""" },
        { "1.6", "MeterValues", new TransactionAnswer("77", null), "{}" },
        { "1.6", "MeterValues", Acknowledged.Instance, "{}" },
        { "1.6", "DataTransfer", new DataTransferAnswer("Accepted", "\"text\""), """{"status":"Accepted","data":"text"}""" },
        { "1.6", "DataTransfer", new DataTransferAnswer("UnknownVendorId"), """{"status":"UnknownVendorId"}""" },
        { "1.6", "SignCertificate", SigningAnswer.Yes, """{"status":"Accepted"}""" },
        { "1.6", "SignCertificate", SigningAnswer.No, """{"status":"Rejected"}""" },
        { "2.0.1", "BootNotification", new BootAnswer(RegistrationStatus.Accepted, Now, 300), """{"currentTime":"2026-03-01T10:00:00.000Z","interval":300,"status":"Accepted"}""" },
        { "2.0.1", "Authorize", new AuthorizationAnswer(new(AuthorizationStatus.Unknown, Now, "G")), """{"idTokenInfo":{"status":"Unknown","cacheExpiryDateTime":"2026-03-01T10:00:00.000Z","groupIdToken":{"idToken":"G","type":"Central"}}}""" },
        { "2.1", "TransactionEvent", new TransactionAnswer("t", null), "{}" },
        { "2.1", "TransactionEvent", new TransactionAnswer("t", new(AuthorizationStatus.NotAllowedTypeEVSE), 12.30m), """{"totalCost":12.30,"idTokenInfo":{"status":"NotAllowedTypeEVSE"}}""" },
        { "2.1", "DataTransfer", new DataTransferAnswer("Accepted", """{"a":1}"""), """{"status":"Accepted","data":{"a":1}}""" },
        { "2.1", "Get15118EVCertificate", Acknowledged.Instance, """{"status":"Failed","exiResponse":""}""" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answer_Case_ReadsAsTheTableSays(string version, string action, StationAnswer answer, string expected) =>
        Assert.Equal(expected, Dialect.Answer(version, action, answer));

    [Theory]
    [MemberData(nameof(Dialect.Versions), MemberType = typeof(Dialect))]
    public void Answer_EveryActionOfAStation_FitsItsFieldTable(string version)
    {
        foreach (var action in Dialect.Actions[version].Where(action => action.Direction != MessageDirection.FromCsms && action.Response is not null))
        {
            StationAnswer? answer = action.Name switch
            {
                "BootNotification" => new BootAnswer(RegistrationStatus.Accepted, Now, 300),
                "Heartbeat" => new HeartbeatAnswer(Now),
                "Authorize" => new AuthorizationAnswer(new(AuthorizationStatus.Accepted)),
                "StartTransaction" or "TransactionEvent" => new TransactionAnswer("5", new(AuthorizationStatus.Accepted)),
                "DataTransfer" => new DataTransferAnswer("UnknownVendorId"),
                "SignCertificate" => SigningAnswer.No,
                "OpenPeriodicEventStream" => new StreamOpenAnswer(false, "TooManyStreams", "No more places."),
                "NotifySettlement" => new SettlementAnswer("https://receipts.example.com/5", "5"),
                "VatNumberValidation" => new VatNumberAnswer(new VatNumberAsked("DE123", 2), true, "NotVerified", "Nobody vouches.", new CompanyAddress("Muster GmbH", "Weg 1", null, "Ulm", "89073", "DE")),
                "GetCertificateChainStatus" => null,
                _ => Acknowledged.Instance,
            };
            if (answer is not null)
            {
                AssertFits(action, Dialect.Answer(version, action.Name, answer));
            }
        }
    }

    [Fact]
    public void Answer_VatNumber_RepeatsTheQuestion()
    {
        var asked = Assert.IsType<VatNumberAsked>(Dialect.Translate("2.1", "VatNumberValidation", """{"vatNumber":"DE123","evseId":2}""").Message);

        var answer = Dialect.Answer("2.1", "VatNumberValidation", new VatNumberAnswer(asked, false));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"vatNumber":"DE123","evseId":2,"status":"Rejected"}"""), JsonNode.Parse(answer)), answer);
    }

    [Fact]
    public void Answer_ChainStatusThatNobodyLearned_RepeatsTheQuestion()
    {
        var asked = Assert.IsType<CertificateChainAsked>(Dialect.Translate("2.1", "GetCertificateChainStatus", """{"certificateStatusRequests":[{"source":"OCSP","urls":["http://o"],"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"a","issuerKeyHash":"b","serialNumber":"c"}}]}""").Message);

        var answer = Dialect.Answer("2.1", "GetCertificateChainStatus", CertificateChainAnswer.Failed(asked));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"certificateStatus":[{"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"a","issuerKeyHash":"b","serialNumber":"c"},"source":"OCSP","status":"Failed","nextUpdate":"1970-01-01T00:00:00.000Z"}]}"""), JsonNode.Parse(answer)), answer);
        AssertFits(Dialect.Actions["2.1"].Find("GetCertificateChainStatus")!, answer);
    }

    private static void AssertFits(OcppAction action, string answer)
    {
        Assert.Null(action.Response!.Check(Encoding.UTF8.GetBytes(answer), out var deviations));
        Assert.Empty(deviations);
    }
}
