using System.Globalization;

namespace Csms.Console.Pages.Payments;

/// <summary>Addresses of payments.</summary>
internal static class PaymentLinks
{
    /// <summary>The list.</summary>
    public const string List = "/payments";

    /// <summary>A payment beside the list.</summary>
    public static string Of(long id) => string.Create(CultureInfo.InvariantCulture, $"{List}?payment={id}");

    /// <summary>What is found by a text.</summary>
    public static string Search(string text) => $"{List}?q={Uri.EscapeDataString(text)}";

    /// <summary>Payments of a station.</summary>
    public static string OfStation(string station) => $"{List}?station={Uri.EscapeDataString(station)}";
}
