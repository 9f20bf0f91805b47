namespace Csms.Console.Pages.Map;

/// <summary>Section `Csms:Map`: the ground that the map page draws on.</summary>
public sealed class MapOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Csms:Map";

    /// <summary>A MapLibre style, or raster tiles with {z}, {x} and {y}; empty: the bundled base map, which needs no internet.</summary>
    public string StyleUrl { get; set; } = "";

    /// <summary>Whom the tiles want named on the map.</summary>
    public string Attribution { get; set; } = "";

    /// <summary>Origin that browsers may ask for tiles beside our own; null: none.</summary>
    public string? Origin() => Uri.TryCreate(Plain(), UriKind.Absolute, out var url) && IsWeb(url) ? url.GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Whether the address can be asked by a browser: http(s), or a path of this host.</summary>
    public bool IsValid() => StyleUrl.Length == 0 || (StyleUrl[0] == '/' && !StyleUrl.StartsWith("//", StringComparison.Ordinal)) || Origin() is not null;

    // The braces of a tile template are no part of an address.
    private string Plain() => StyleUrl.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    private static bool IsWeb(Uri url) => url.Scheme is "https" or "http";
}
