using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Payments;

namespace Csms.Console.Api.Payments;

/// <summary>What a station told of a payment at its terminal.</summary>
/// <param name="Id">Unique.</param>
/// <param name="StationId">Who told it.</param>
/// <param name="SessionId">Session of the transaction; null while none is known, or the payment ended before one began.</param>
/// <param name="TransactionId">As told.</param>
/// <param name="PspRef">The payment, by the terminal's reference.</param>
/// <param name="Status">settled, canceled, rejected or failed.</param>
/// <param name="StatusInfo">The terminal's own words.</param>
/// <param name="Amount">Settled, or tried to; exactly as told.</param>
/// <param name="Currency">ISO 4217, as the station was configured then; null: not known.</param>
/// <param name="SettledAt">When; that of receipt where the station's clock cannot be believed.</param>
/// <param name="ToldAt">The time that the station gave; null: none that is usable.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="ReceiptId">Number of the receipt.</param>
/// <param name="ReceiptUrl">Where the receipt is, as told.</param>
/// <param name="OwnReceipt">Whether the receipt is made on our side.</param>
/// <param name="VatNumber">For a company's receipt.</param>
/// <param name="VatCompany">That company.</param>
/// <param name="Doubts">What cannot be right: negativeAmount, hugeAmount, oddFraction, nothingSettled, clockWrong.</param>
/// <param name="Current">Whether nothing later is known of this payment.</param>
internal sealed record SettlementView(
    long Id, string StationId, long? SessionId, string? TransactionId, string PspRef, string Status, string? StatusInfo, decimal Amount, string? Currency,
    DateTimeOffset SettledAt, DateTimeOffset? ToldAt, DateTimeOffset ReceivedAt, string? ReceiptId, string? ReceiptUrl, bool OwnReceipt, string? VatNumber, CompanyView? VatCompany,
    IReadOnlyList<string> Doubts, bool Current)
{
    /// <summary>Every telling of the same payment, newest first; only of a single one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SettlementView>? History { get; init; }

    public static SettlementView Of(Settlement settlement) => new(
        settlement.Id, settlement.Station.Value, settlement.Session?.Value, settlement.TransactionId, settlement.PspRef, Word(settlement.Status), settlement.StatusInfo, settlement.Amount,
        settlement.Currency, settlement.At, settlement.ToldAt, settlement.ReceivedAt, settlement.ReceiptId, settlement.ReceiptUrl, settlement.IsOwnReceipt, settlement.VatNumber,
        CompanyView.Of(settlement.Company), [.. settlement.Doubts.Select(doubt => JsonNamingPolicy.CamelCase.ConvertName(doubt.ToString()))], settlement.IsCurrent);

    /// <summary>A status as it stands here.</summary>
    public static string Word(SettlementStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
