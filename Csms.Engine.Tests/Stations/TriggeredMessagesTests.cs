using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Engine.Tests.Stations;

/// <summary>What a station that is not accepted may send because it was asked to, in the words of the request and of the message.</summary>
public sealed class TriggeredMessagesTests
{
    [Theory]
    [InlineData("LogStatusNotification", "DiagnosticsStatusNotification", true)]
    [InlineData("LogStatusNotification", "LogStatusNotification", true)]
    [InlineData("FirmwareStatusNotification", "FirmwareStatusNotification", true)]
    [InlineData("FirmwareStatusNotification", "LogStatusNotification", false)]
    public void Notice_AskedForOrNot(string asked, string sent, bool allowed) =>
        Assert.Equal(allowed, TriggeredMessages.None.With(asked).Has(new NoticeReported(sent)));

    [Theory]
    [InlineData("SignChargingStationCertificate", true)]
    [InlineData("SignV2GCertificate", true)]
    [InlineData("Heartbeat", false)]
    public void Signing_AskedForOrNot(string asked, bool allowed) =>
        Assert.Equal(allowed, TriggeredMessages.None.With(asked).Has(new SigningAsked("csr", null, null)));

    [Theory]
    [InlineData("MeterValues", null, true)]
    [InlineData("TransactionEvent", 3, true)]
    [InlineData("MeterValues", 3, false)]
    [InlineData("StatusNotification", null, false)]
    public void TransactionUpdate_AskedForOrNot(string asked, int? sequence, bool allowed) =>
        Assert.Equal(allowed, TriggeredMessages.None.With(asked).Has(
            new TransactionReported { Phase = TransactionPhase.Updated, Trigger = "Trigger", SequenceNumber = sequence }));
}
