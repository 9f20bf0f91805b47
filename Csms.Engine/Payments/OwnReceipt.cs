using System.Globalization;

namespace Csms.Engine.Payments;

/// <summary>Where a receipt made on our side is. Pure.</summary>
internal static class OwnReceipt
{
    /// <summary>2.1 NotifySettlementResponse.receiptUrl.</summary>
    private const int Longest = 2000;

    /// <param name="template"><see cref="PaymentOptions.ReceiptUrl"/>.</param>
    /// <param name="settlement">Its number.</param>
    /// <param name="station">Where.</param>
    /// <param name="transaction">What was paid, or null.</param>
    /// <returns>The address; null where there is none, or it would be too long to be told.</returns>
    public static string? Of(string template, long settlement, string station, string? transaction)
    {
        if (template.Length == 0) return null;
        var url = template
            .Replace("{settlement}", settlement.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{station}", Uri.EscapeDataString(station), StringComparison.Ordinal)
            .Replace("{transaction}", Uri.EscapeDataString(transaction ?? ""), StringComparison.Ordinal);
        return url.Length <= Longest ? url : null;
    }
}
