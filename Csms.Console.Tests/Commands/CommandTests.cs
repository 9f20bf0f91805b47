using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Console.Tests.Commands;

public sealed class CommandTests : ControlTest
{
    public static TheoryData<CommandKind, string> Bodies => new()
    {
        { CommandKind.Start, """{"evseId":2,"idToken":{"idToken":"04AA","type":"Central"}}""" },
        { CommandKind.Stop, """{"transactionId":"t-1"}""" },
        { CommandKind.Reset, """{"type":"OnIdle","evseId":2}""" },
        { CommandKind.Unlock, """{"evseId":2,"connectorId":1}""" },
        { CommandKind.Availability, """{"operationalStatus":"Inoperative","evse":{"id":2}}""" },
        { CommandKind.Trigger, """{"requestedMessage":"StatusNotification","evse":{"id":2,"connectorId":1}}""" },
        { CommandKind.ClearCache, "{}" },
        { CommandKind.GetVariables, """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}},{"component":{"name":"Configuration"},"variable":{"name":"Key16"}}]}""" },
        { CommandKind.SetVariables, """{"setVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"},"attributeValue":"60"}]}""" },
        { CommandKind.BaseReport, """{"reportBase":"FullInventory"}""" },
        { CommandKind.Report, """{"componentVariable":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}},{"component":{"name":"Key16"}}],"componentCriteria":["Active","Problem"]}""" },
        { CommandKind.TransactionStatus, """{"transactionId":"t-1"}""" },
        { CommandKind.GetLog, """{"logType":"DiagnosticsLog"}""" },
        { CommandKind.WebPayment, """{"evseId":2,"timeout":300}""" },
        { CommandKind.DataTransfer, """{"vendorId":"Arden","messageId":"m","data":{"a":1}}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Form_FilledIn_GivesTheBodyOf21(CommandKind kind, string body)
    {
        var form = new CommandForm
        {
            EvseId = 2, Token = " 04AA ", TransactionId = "t-1", Variables = "OCPPCommCtrlr.HeartbeatInterval\nKey16\nKey16", Variable = "OCPPCommCtrlr.HeartbeatInterval", Value = "60",
            VendorId = "Arden", MessageId = "m", Data = """{"a":1}""",
        };
        form.Criteria.UnionWith(["Problem", "Active"]);
        Assert.True(form.IsComplete(kind));
        Assert.Equal(body, form.Body(kind).ToJsonString());
    }

    [Theory]
    [InlineData("DeviceDataCtrlr.ItemsPerMessage[SetVariables]", """{"component":{"name":"DeviceDataCtrlr"},"variable":{"name":"ItemsPerMessage","instance":"SetVariables"}""")]
    [InlineData("EVSE@1.Power", """{"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"}""")]
    [InlineData("Connector[Left]@1.2.ConnectorType", """{"component":{"name":"Connector","instance":"Left","evse":{"id":1,"connectorId":2}},"variable":{"name":"ConnectorType"}""")]
    public void Variables_WithInstanceEvseAndConnector_AreAddressedAsSuch(string text, string item)
    {
        var form = new CommandForm { Variables = text, Variable = text, Value = "7", Attribute = "MaxSet" };
        Assert.Equal($$"""{"getVariableData":[{{item}},"attributeType":"MaxSet"}]}""", form.Body(CommandKind.GetVariables).ToJsonString());
        Assert.Equal($$"""{"setVariableData":[{{item}},"attributeType":"MaxSet","attributeValue":"7"}]}""", form.Body(CommandKind.SetVariables).ToJsonString());
    }

    [Theory]
    [InlineData("EVSE@one.Power")]
    [InlineData("DeviceDataCtrlr.ItemsPerMessage[SetVariables")]
    public void Variables_ThatNameNone_AreSaid(string text)
    {
        var form = new CommandForm { Variables = "OCPPCommCtrlr.HeartbeatInterval\n" + text, Variable = text };
        Assert.Equal(text, form.NotAnAddress);
        Assert.False(form.IsComplete(CommandKind.GetVariables));
        Assert.False(form.IsComplete(CommandKind.SetVariables));
    }

    [Theory]
    [InlineData(CommandKind.Start)]
    [InlineData(CommandKind.Stop)]
    [InlineData(CommandKind.Unlock)]
    [InlineData(CommandKind.GetVariables)]
    [InlineData(CommandKind.SetVariables)]
    [InlineData(CommandKind.Report)]
    [InlineData(CommandKind.DataTransfer)]
    public void Form_Empty_IsNotComplete(CommandKind kind) => Assert.False(new CommandForm().IsComplete(kind));

    [Fact]
    public void Kinds_EachOne_HasAKnownPermission() => Assert.All(CommandKinds.All, kind => Assert.Contains(kind.Permission(), Permissions.All));

    [Fact]
    public void Secrets_OfABody_AreNotKept()
    {
        var body = new CommandForm { Variable = "SecurityCtrlr.BasicAuthPassword", Value = "hush-hush-hush-16" }.Body(CommandKind.SetVariables);
        Assert.DoesNotContain("hush", CommandText.WithoutSecrets(body).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("hush", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"firmware":{"location":"ftp://ann:hush@files.example/a.bin"}}""", "ftp://•••@files.example/a.bin")]
    [InlineData("""{"log":{"remoteLocation":"sftp://hush@files.example/logs?x=1"}}""", "sftp://•••@files.example/logs?x=1")]
    [InlineData("""{"location":"HTTPS://ann:hu@sh@files.example"}""", "HTTPS://•••@files.example")]
    [InlineData("""{"connectionData":{"ocppCsmsUrl":"wss://ann:hush@csms.example/"}}""", "wss://•••@csms.example/")]
    public void Credentials_InAnAddress_AreNeitherKeptNorShown(string text, string shown)
    {
        var body = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(text)!;
        Assert.True(CommandText.HasCredentials(body));
        var kept = CommandText.ForAudit("UpdateFirmware", body)!;
        Assert.Contains(shown, kept.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"firmware":{"location":"https://files.example/a@b.bin"}}""")]
    [InlineData("""{"log":{"remoteLocation":"external:"}}""")]
    [InlineData("""{"location":5,"log":[]}""")]
    public void Addresses_WithoutCredentials_StayAsTheyAre(string text)
    {
        var body = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(text)!;
        Assert.False(CommandText.HasCredentials(body));
        Assert.False(CommandText.HasSecret(body));
    }

    [Fact]
    public void Progress_AnsweredBeforeItIsSaidWhatFollows_IsNotOver()
    {
        var answered = Reset() with { Stage = CommandStage.Answered, Status = "Accepted" };
        Assert.False(answered.IsEnded());
        var watched = answered with { Expectation = Statement.Of(CommandSight.WantBoot), WatchUntil = DateTimeOffset.MaxValue };
        Assert.False(watched.IsEnded());
        Assert.True((watched with { WatchUntil = null }).HasFailed());
        Assert.True((watched with { Stage = CommandStage.Observed }).IsEnded());
        Assert.True((answered with { Status = "Rejected" }).HasFailed());
    }

    private static StationCommand Reset() => new()
    {
        Id = Guid.NewGuid(), Station = StationId.Parse("A"), Action = "Reset", Body = """{"type":"Immediate"}""", Actor = "J. Köhler", QueuedAt = DateTimeOffset.UnixEpoch,
    };
}
