using System.Collections.Frozen;
using System.Text.Json;

namespace Csms.Engine.Stations.Vendors;

/// <summary>The fault codes that come with the program: a file a vendor, each with its public source.</summary>
internal static class KnownFaultCodes
{
    private const string Folder = "Csms.FaultCodes/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<VendorFile[]> Files = new(() => [.. Read()]);

    // Codes that no two lists give a different meaning need no vendor beside them.
    private static readonly Lazy<FrozenDictionary<string, FaultCode>> Anywhere = new(() => Files.Value.Where(file => file.Anywhere).SelectMany(file => file.All()).ToFrozenDictionary(code => code.Code, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<FrozenDictionary<(string Vendor, string Code), FaultCode>> OfVendors = new(() => Files.Value
        .SelectMany(file => file.VendorIds.SelectMany(vendor => file.All().Select(code => KeyValuePair.Create((vendor.ToUpperInvariant(), code.Code.ToUpperInvariant()), code)))).ToFrozenDictionary());

    /// <summary>All of them.</summary>
    public static IEnumerable<FaultCode> All => Files.Value.SelectMany(file => file.All());

    /// <summary>The meaning of a code; null when it is not known.</summary>
    public static FaultCode? Find(string? vendor, string code) =>
        (vendor is null ? null : OfVendors.Value.GetValueOrDefault((vendor.ToUpperInvariant(), code.ToUpperInvariant()))) ?? Anywhere.Value.GetValueOrDefault(code);

    private static IEnumerable<VendorFile> Read()
    {
        var assembly = typeof(KnownFaultCodes).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize<VendorFile>(stream, Json)!;
        }
    }

    /// <summary>A file.</summary>
    private sealed record VendorFile(string Vendor, Uri Source, string[] VendorIds, bool Anywhere, Dictionary<string, Meaning> Codes)
    {
        public IEnumerable<FaultCode> All() => Codes.Select(code => new FaultCode(Vendor, code.Key, code.Value.En, code.Value.De, Source));
    }

    private sealed record Meaning(string En, string De);
}
