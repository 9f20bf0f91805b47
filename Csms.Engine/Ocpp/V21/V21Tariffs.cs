using System.Text;
using Csms.Engine.Ocpp.V21.Messages;

namespace Csms.Engine.Ocpp.V21;

/// <summary>A tariff as it is stored, back into the words of 2.1.</summary>
internal static class V21Tariffs
{
    /// <summary>TariffType; null when there is none, or it does not keep to the schema: then nothing is said.</summary>
    /// <param name="body">JSON.</param>
    public static TariffType? Read(string? body) =>
        body is not null && TariffType.Wire.Read(Encoding.UTF8.GetBytes(body)) is { } read ? read.Value : null;
}
