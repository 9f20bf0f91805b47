using System.Security.Cryptography;
using System.Text;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>
/// How a receiver knows that a webhook is ours and fresh: HMAC-SHA256 with the channel's secret over "timestamp.body", as lower hex behind
/// "v1=". The timestamp is in its own header, Unix seconds.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Header of the signature.</summary>
    public const string Header = "Csms-Signature";

    /// <summary>Header of the timestamp.</summary>
    public const string TimestampHeader = "Csms-Timestamp";

    /// <summary>Header of the delivery's id: the same at each attempt.</summary>
    public const string DeliveryHeader = "Csms-Delivery";

    /// <summary>The signature of a body sent at a time.</summary>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
