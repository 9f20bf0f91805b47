using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Transfers;

namespace Csms.Engine.Stations.Vendors;

/// <summary>
/// Answers DataTransfer by what is known of the vendor's messages (1.6 4.3, 2.1 P02): known and fitting is Accepted, known and not fitting Rejected with what is
/// wrong, another message of a known vendor UnknownMessageId, any other vendor UnknownVendorId.
/// </summary>
internal sealed class TransferDesk(TransferDirectory directory, TransferCounts counts, TimeProvider time) : IStationDesk
{
    public bool Takes(StationMessage message) => message is DataTransferReported;

    public Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var transfer = (DataTransferReported)message;
        var (answer, reason) = Judge(transfer);
        counts.Add(new TransferCount(transfer.VendorId, transfer.MessageId ?? "", answer.Status, 1, time.GetUtcNow(), station.Id.Value, reason));
        return Task.FromResult<StationAnswer?>(answer);
    }

    private (DataTransferAnswer Answer, string? Reason) Judge(DataTransferReported transfer)
    {
        if (directory.Find(transfer.VendorId, transfer.MessageId) is not { } known)
        {
            return (new DataTransferAnswer(directory.Knows(transfer.VendorId) ? "UnknownMessageId" : "UnknownVendorId"), null);
        }

        if (known.Schema.Check(TransferSchema.Unwrap(transfer.Data)) is not { } violation)
        {
            return (new DataTransferAnswer("Accepted"), null);
        }

        // 1.6 has no other place for the reason than the data.
        var reason = violation.ToString();
        return (new DataTransferAnswer("Rejected", JsonSerializer.Serialize(reason)), reason);
    }
}
