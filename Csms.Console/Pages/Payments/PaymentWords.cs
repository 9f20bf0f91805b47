using Csms.Console.Controls;
using Csms.Engine.Payments;

namespace Csms.Console.Pages.Payments;

/// <summary>How payments are shown.</summary>
internal static class PaymentWords
{
    private const int LeastDecimals = 2;

    public static TagTone Tone(SettlementStatus status) => status switch
    {
        SettlementStatus.Settled => TagTone.Ok,
        SettlementStatus.Canceled => TagTone.Neutral,
        _ => TagTone.Danger,
    };

    /// <summary>The amount with every decimal that was told, and the currency where it is known.</summary>
    public static string Amount(Formats formats, Settlement settlement)
    {
        var exact = settlement.Amount / 1.0000000000000000000000000000m; // without zeros at the end
        var decimals = Math.Max(LeastDecimals, (int)exact.Scale);
        return settlement.Currency is { } currency ? formats.Money(exact, currency, decimals) : exact.ToString($"N{decimals}", formats.Culture);
    }

    /// <summary>What a browser may be led to; null for every other text that a station calls an address.</summary>
    public static string? Link(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var read) && (read.Scheme == Uri.UriSchemeHttp || read.Scheme == Uri.UriSchemeHttps) ? read.AbsoluteUri : null;
}
