using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Certificates;

/// <summary>What is known of the certificates that a station holds. Immutable; its steps are pure.</summary>
public sealed record InstalledState
{
    /// <summary>Nothing is known.</summary>
    public static InstalledState None { get; } = new();

    /// <summary>What it holds, as told, and as changed with its consent since.</summary>
    public ImmutableArray<InstalledCertificate> Held { get; init; } = [];

    /// <summary>When it last told them all; UTC. Null: it never did.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Rises with every change; the newer state wins.</summary>
    public long Revision { get; init; }

    /// <summary>The station has told what it holds, of the uses it was asked for.</summary>
    /// <param name="body">The request, in 2.1's words.</param>
    /// <param name="response">The answer, in 2.1's words.</param>
    /// <param name="now">Time.</param>
    internal InstalledState Told(JsonElement body, JsonObject response, DateTimeOffset now)
    {
        var told = (response["certificateHashDataChain"] as JsonArray ?? []).OfType<JsonObject>().Select(Read).OfType<InstalledCertificate>();
        var asked = body.TryGetProperty("certificateType", out var uses) && uses.ValueKind == JsonValueKind.Array ? uses.EnumerateArray().Select(use => use.GetString()).ToHashSet() : null;
        return this with
        {
            Held = [.. asked is null ? [] : Held.Where(each => !asked.Contains(each.Use)), .. told],
            ReadAt = asked is null ? now : ReadAt,
            Revision = Revision + 1,
        };
    }

    /// <summary>It has taken one. One whose issuer is not known has no name that we could tell before the station does.</summary>
    internal InstalledState Installed(string use, CertificateHash? hash) => hash is null || Held.Any(each => each.Use == use && each.Hash.Names(hash))
        ? this : this with { Held = Held.Add(new InstalledCertificate(use, hash, [])), Revision = Revision + 1 };

    /// <summary>It has deleted one, or never had it.</summary>
    internal InstalledState Deleted(CertificateHash hash) => Held.Any(each => each.Hash.Names(hash))
        ? this with { Held = Held.RemoveAll(each => each.Hash.Names(hash)), Revision = Revision + 1 } : this;

    /// <summary>Hash data as OCPP writes it; null where a member is missing.</summary>
    internal static CertificateHash? ReadHash(JsonObject? data) =>
        Text(data?["hashAlgorithm"]) is { } algorithm && Text(data?["issuerNameHash"]) is { } name && Text(data?["issuerKeyHash"]) is { } key && Text(data?["serialNumber"]) is { } number
            ? new CertificateHash(algorithm, name, key, number) : null;

    private static InstalledCertificate? Read(JsonObject entry) => Text(entry["certificateType"]) is { } use && ReadHash(entry["certificateHashData"] as JsonObject) is { } hash
        ? new InstalledCertificate(use, hash, [.. (entry["childCertificateHashData"] as JsonArray ?? []).OfType<JsonObject>().Select(ReadHash).OfType<CertificateHash>()]) : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
