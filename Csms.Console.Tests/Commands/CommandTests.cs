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
        Assert.True(form.IsComplete(kind));
        Assert.Equal(body, form.Body(kind).ToJsonString());
    }

    [Theory]
    [InlineData(CommandKind.Start)]
    [InlineData(CommandKind.Stop)]
    [InlineData(CommandKind.Unlock)]
    [InlineData(CommandKind.GetVariables)]
    [InlineData(CommandKind.SetVariables)]
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
