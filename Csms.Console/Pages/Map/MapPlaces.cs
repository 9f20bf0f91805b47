namespace Csms.Console.Pages.Map;

/// <summary>The places of the whole network as somebody saw them last: everyone who sees all of it holds the same ones.</summary>
internal sealed class MapPlaces
{
    private volatile IReadOnlyList<MapPlace> _all = [];

    /// <summary>By the order of sites and stations.</summary>
    public IReadOnlyList<MapPlace> All
    {
        get => _all;
        set => _all = value;
    }
}
