using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.PlugAndCharge;

/// <summary>The JSON that is exchanged with a provider (docs/plug-and-charge.md). Pure.</summary>
internal static partial class ProviderWire
{
    public static byte[] Write(StationId station, EvCertificateAsked asked) => JsonSerializer.SerializeToUtf8Bytes(
        new ProviderRequest(
            station.Value,
            asked.SchemaVersion,
            asked.IsUpdate ? "Update" : "Install",
            asked.ExiRequest,
            asked.MaximumChains,
            asked.PrioritizedEmaids.Count == 0 ? null : asked.PrioritizedEmaids,
            asked.LongestAnswer),
        ProviderJson.Default.ProviderRequest);

    /// <param name="body">As it came.</param>
    /// <param name="longest">Letters of EXI that the station takes.</param>
    /// <returns>The answer, and what is wrong with the provider; a refusal of the provider is no fault of it.</returns>
    /// <exception cref="JsonException">It is no JSON, or lacks what must be there.</exception>
    public static (EvCertificateAnswer Answer, string? Fault) Read(byte[] body, int longest)
    {
        var response = JsonSerializer.Deserialize(body, ProviderJson.Default.ProviderResponse) ?? throw new JsonException();
        switch (response.Status)
        {
            case "Failed":
                return (EvCertificateAnswer.Failed(response.ReasonCode is { Length: > 0 } code ? code : "ProviderRefused", response.AdditionalInfo), null);
            case "Accepted":
                break;
            default:
                throw new JsonException();
        }

        var exi = response.ExiResponse;
        var fault = string.IsNullOrEmpty(exi) || !Base64.IsValid(exi) ? "The provider's exiResponse is not base64."
            : exi.Length > longest ? $"The provider's exiResponse has {exi.Length} letters; the station takes {longest}."
            : response.RemainingContracts < 0 ? "The provider's remainingContracts is negative."
            : null;
        return fault is null ? (new EvCertificateAnswer(exi, response.RemainingContracts), null) : (EvCertificateAnswer.Failed("ProviderError", fault), fault);
    }

    internal sealed record ProviderRequest(
        string StationId,
        [property: JsonPropertyName("iso15118SchemaVersion")] string SchemaVersion,
        string Action,
        string ExiRequest,
        int? MaximumContractCertificateChains,
        [property: JsonPropertyName("prioritizedEMAIDs")] IReadOnlyList<string>? PrioritizedEmaids,
        int MaximumExiResponseLength);

    internal sealed record ProviderResponse(string? Status, string? ExiResponse, int? RemainingContracts, string? ReasonCode, string? AdditionalInfo);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(ProviderRequest))]
    [JsonSerializable(typeof(ProviderResponse))]
    private sealed partial class ProviderJson : JsonSerializerContext;
}
