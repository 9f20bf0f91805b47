using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Csms.Engine.Stations.Configuration;

/// <summary>A named set of wanted values and the stations that it is for.</summary>
public sealed record ConfigurationTemplate
{
    /// <summary>Most values of a template.</summary>
    public const int MostValues = 500;

    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Only stations of this vendor; an ending * stands for anything; null: any.</summary>
    public string? Vendor { get; init; }

    /// <summary>Only this model, as <see cref="Vendor"/>.</summary>
    public string? Model { get; init; }

    /// <summary>Only this firmware, as <see cref="Vendor"/>.</summary>
    public string? Firmware { get; init; }

    /// <summary>Only stations of this site; null: any, also of none.</summary>
    public string? SiteId { get; init; }

    /// <summary>Only stations that speak 1.6, 2.0.1 or 2.1; null: any.</summary>
    public string? OcppVersion { get; init; }

    /// <summary>The values, each address once.</summary>
    public ImmutableArray<WantedValue> Wanted { get; init; } = [];

    /// <summary>A station that boots and differs gets the values by itself.</summary>
    public bool AtBoot { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>By whom.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>Whether it is for a station, by what that told when it booted.</summary>
    public bool IsFor(StationState station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return (SiteId is null || SiteId == station.Profile.SiteId) && (OcppVersion is null || OcppVersion == station.OcppVersion)
            && Matches(Vendor, station.Boot?.Vendor) && Matches(Model, station.Boot?.Model) && Matches(Firmware, station.Boot?.FirmwareVersion);
    }

    /// <summary>The body of SetVariables that asks for values.</summary>
    public static JsonObject Body(IEnumerable<WantedValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new() { ["setVariableData"] = new JsonArray([.. values.Select(value => Item(value.Address, value.Value))]) };
    }

    /// <summary>The body of GetVariables that asks for the same.</summary>
    public static JsonObject Question(IEnumerable<VariableAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return new() { ["getVariableData"] = new JsonArray([.. addresses.Select(address => Item(address, null))]) };
    }

    private static JsonNode Item(VariableAddress address, string? value)
    {
        var item = address.ToItem();
        if (value is not null) item["attributeValue"] = value;
        return item;
    }

    private static bool Matches(string? pattern, string? text) => pattern is null
        || (pattern.EndsWith('*') ? text?.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase) == true : pattern.Equals(text, StringComparison.OrdinalIgnoreCase));
}
