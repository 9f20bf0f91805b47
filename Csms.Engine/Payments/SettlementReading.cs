using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;

namespace Csms.Engine.Payments;

/// <summary>From what a station told to what is kept. Pure: nothing is mended, what cannot be right is marked.</summary>
internal static class SettlementReading
{
    /// <summary>No charge costs more, in any currency that terminals take.</summary>
    private const decimal MostAmount = 10_000_000m;

    /// <summary>ISO 4217 has none with more.</summary>
    private const int MostDecimals = 4;

    public static Settlement Of(StationState station, SettlementReported told, DateTimeOffset now)
    {
        var status = Enum.Parse<SettlementStatus>(told.Status);
        var isBelieved = told.At is { } at && StationClock.Doubt(at, now, station.Boot?.At, station.LinkSince) is null;
        return new Settlement
        {
            Station = station.Id,
            PspRef = told.PspRef,
            TransactionId = told.TransactionId,
            Status = status,
            StatusInfo = told.StatusInfo,
            Amount = told.Amount,
            ToldAt = told.At,
            At = isBelieved ? told.At!.Value : now,
            ReceivedAt = now,
            ReceiptId = told.ReceiptId,
            ReceiptUrl = told.ReceiptUrl,
            VatNumber = told.VatNumber,
            Company = told.Company,
            Doubts = [.. Doubts(told.Amount, status, isBelieved)],
        };
    }

    private static IEnumerable<SettlementDoubt> Doubts(decimal amount, SettlementStatus status, bool isBelieved)
    {
        if (amount < 0) yield return SettlementDoubt.NegativeAmount;
        if (amount > MostAmount) yield return SettlementDoubt.HugeAmount;
        if (decimal.Round(amount, MostDecimals) != amount) yield return SettlementDoubt.OddFraction;
        if (amount == 0 && status == SettlementStatus.Settled) yield return SettlementDoubt.NothingSettled;
        if (!isBelieved) yield return SettlementDoubt.ClockWrong;
    }
}
