using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Engine.Tests.Stations;

/// <summary>What a station that is not accepted may send because it was asked to, in the words of the request and of the message.</summary>
public sealed class TriggeredMessagesTests
{
    [Theory]
    [InlineData("SignChargingStationCertificate", "SignCertificate", true)]
    [InlineData("SignV2GCertificate", "SignCertificate", true)]
    [InlineData("LogStatusNotification", "DiagnosticsStatusNotification", true)]
    [InlineData("LogStatusNotification", "LogStatusNotification", true)]
    [InlineData("FirmwareStatusNotification", "FirmwareStatusNotification", true)]
    [InlineData("FirmwareStatusNotification", "LogStatusNotification", false)]
    [InlineData("Heartbeat", "SignCertificate", false)]
    public void Notice_AskedForOrNot(string asked, string sent, bool allowed) =>
        Assert.Equal(allowed, TriggeredMessages.None.With(asked).Has(new NoticeReported(sent)));

    [Theory]
    [InlineData("MeterValues", null, true)]
    [InlineData("TransactionEvent", 3, true)]
    [InlineData("MeterValues", 3, false)]
    [InlineData("StatusNotification", null, false)]
    public void TransactionUpdate_AskedForOrNot(string asked, int? sequence, bool allowed) =>
        Assert.Equal(allowed, TriggeredMessages.None.With(asked).Has(
            new TransactionReported { Phase = TransactionPhase.Updated, Trigger = "Trigger", SequenceNumber = sequence }));
}
