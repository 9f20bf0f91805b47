using Csms.Console.Controls;
using Csms.Console.Pages.Messages;
using Csms.Console.Tests.Support;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp.Framing;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Pages.Messages;

public sealed class MessageLogTests : ControlTest
{
    [Fact]
    public void AddNew_ACallThatWasAnsweredLate_StandsWhereItWasSent()
    {
        var log = new MessageLog();
        log.AddNew(Row(1, "a"));
        log.AddNew(Row(3, "c"));
        log.AddNew(Row(2, "b"));
        log.AddNew(Row(2, "b"));
        log.AddOlder(Row(0, "old"));
        Assert.Equal(["c", "b", "a", "old"], log.Rows.Select(row => row.Frame.MessageId));
    }

    [Fact]
    public void Hold_WhatWaits_ComesInOrderAndUpToALimit()
    {
        var log = new MessageLog();
        log.AddNew(Row(1, "a"));
        Assert.True(log.Hold(Row(3, "c"), 2));
        Assert.True(log.Hold(Row(2, "b"), 2));
        Assert.False(log.Hold(Row(4, "d"), 2));
        log.Release();
        Assert.Equal(["c", "b", "a"], log.Rows.Select(row => row.Frame.MessageId));
        Assert.True(log.Trim(1));
        log.AddNew(Row(2, "b"));
        Assert.Equal(["c", "b"], log.Rows.Select(row => row.Frame.MessageId));
    }

    [Fact]
    public void Wire_OfAnExchange_IsTheFramesAsTheyWent()
    {
        var exchange = Frame(0, "m1") with { AnsweredAt = Clock.GetUtcNow(), AnswerType = OcppMessageType.CallError, AnswerPayload = "", ErrorCode = "NotSupported: not \"here\"" };
        Assert.Equal("""
            [2,"m1","Heartbeat",{}]
            [4,"m1","NotSupported","not \"here\"",{}]
            """.ReplaceLineEndings("\n"), Row(exchange).Wire);
    }

    private MessageRow Row(int second, string id) => Row(Frame(second, id));

    private MessageRow Row(LiveFrame frame) => new(frame, Services.GetRequiredService<EngineWords>());

    private LiveFrame Frame(int second, string id) => new(true, Clock.GetUtcNow().AddSeconds(second), OcppMessageType.Call, "Heartbeat", id, "{}", null, null, null, null, null);
}
