using Csms.Console.Controls;
using Csms.Console.Pages.Map;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Tests.Pages.Map;

/// <summary>What the map shows, from what the network is.</summary>
public sealed class MapSceneTests
{
    private static readonly Site North = new() { Id = "N", Name = "North", Latitude = 54, Longitude = 10 };
    private static readonly Site South = new() { Id = "S", Name = "South", Latitude = 48, Longitude = 11.5 };
    private static readonly Site Unset = new() { Id = "U", Name = "Unset" };

    [Fact]
    public void Of_StationsOfASite_StandAtItsPin()
    {
        var scene = Scene([Station("A", "N", ConnectorStatus.Available), Station("B", "N", ConnectorStatus.Faulted)]);
        var line = Assert.Single(scene.Lines(null));
        Assert.Equal(("site:N", EvState.Faulted, 1, 2), (line.Place.Key, line.Worst, line.InWorst, line.Evses));
    }

    [Fact]
    public void Of_StationWithAPlaceOfItsOwn_StandsThereAndNotAtItsSite()
    {
        var alone = Station("B", "N", ConnectorStatus.Available);
        alone = alone with { Profile = alone.Profile with { Position = new GeoPosition(53, 9) } };
        var lines = Scene([Station("A", "N", ConnectorStatus.Available), alone]).Lines(null);
        Assert.Equal(["B", "North"], lines.Select(line => line.Place.Name).Order());
        Assert.All(lines, line => Assert.Equal(1, line.Evses));
    }

    [Fact]
    public void Of_NoPinAndNoSite_AreCountedApart()
    {
        var scene = Scene([Station("A", "N", ConnectorStatus.Available), Station("B", "U", ConnectorStatus.Available), Station("C", null, ConnectorStatus.Available)]);
        Assert.Equal(["B", "C"], scene.WithoutPosition.Select(station => station.Id.Value));
        Assert.Equal((3, 1), (scene.Stations, scene.Shown));
    }

    [Fact]
    public void Of_StationNeverHeard_CountsAsOneUnknownEvse()
    {
        var line = Assert.Single(Scene([new StationState { Id = StationId.Parse("A"), Key = 1, Profile = new StationProfile { SiteId = "N" } }]).Lines(null));
        Assert.Equal((EvState.Unknown, 1, (double?)null), (line.Worst, line.Evses, line.PowerW));
    }

    [Theory]
    [InlineData(null, 50, "South")]
    [InlineData("cCCS2", null, "South")]
    [InlineData("sType2", null, "North")]
    [InlineData("sType2", 50, null)]
    public void Of_WishAboutHardware_IsMetByWhatStationsHaveTold(string? connector, int? kilowatts, string? shown)
    {
        var equipment = new Dictionary<int, StationEquipment> { ['A'] = new(22_000, ["sType2"]), ['B'] = new(400_000, ["cCCS2"]) };
        var scene = Scene(
            [Station("A", "N", ConnectorStatus.Available), Station("B", "S", ConnectorStatus.Available), Station("C", "N", ConnectorStatus.Available)],
            MapFilter.Everything with { Connector = connector, LeastKw = kilowatts, Equipment = equipment });
        Assert.Equal(shown is null ? [] : [(shown, 1)], scene.Lines(null).Select(line => (line.Place.Name, line.Evses)));
    }

    [Fact]
    public void Lines_WorstFirst_ThenTheMoreOfIt()
    {
        var scene = Scene([
            Station("A", "N", ConnectorStatus.Faulted), Station("B", "S", ConnectorStatus.Faulted), Station("C", "S", ConnectorStatus.Faulted)]);
        Assert.Equal(["South", "North"], scene.Lines(null).Select(line => line.Place.Name));
    }

    [Fact]
    public void Lines_OfAView_AreOnlyWhatIsInIt()
    {
        var scene = Scene([Station("A", "N", ConnectorStatus.Available), Station("B", "S", ConnectorStatus.Available)]);
        Assert.Equal(["South"], scene.Lines(new MapBounds(5, 47, 15, 50)).Select(line => line.Place.Name));
    }

    [Theory]
    [InlineData(170, 190, 175, true)]
    [InlineData(170, 190, -175, true)]
    [InlineData(170, 190, 0, false)]
    [InlineData(-200, 200, 33, true)]
    [InlineData(365, 375, 10, true)]
    public void Bounds_AcrossTheDateLine_HaveWhatLiesInThem(double west, double east, double longitude, bool inside) =>
        Assert.Equal(inside, new MapBounds(west, -10, east, 10).Has(new GeoPosition(0, longitude)));

    [Fact]
    public void Changes_ToNothingSent_TellOnlyWhatIsShown()
    {
        var scene = Scene([Station("A", "S", ConnectorStatus.Available)]);
        Assert.Equal([1, 1, 0, 1, (int)EvState.Available, 1], scene.Changes(null));
    }

    [Fact]
    public void Changes_OneStationFaults_TellThatPlaceAlone()
    {
        var before = Scene([Station("A", "N", ConnectorStatus.Available), Station("B", "S", ConnectorStatus.Available)]);
        var after = Scene([Station("A", "N", ConnectorStatus.Available), Station("B", "S", ConnectorStatus.Faulted)], known: before.Places);
        Assert.Same(before.Places, after.Places);
        Assert.Equal([1, 1, 0, 1, (int)EvState.Faulted, 1], after.Changes(before));
        Assert.Empty(after.Changes(after));
    }

    [Fact]
    public void Changes_FilterTakesAPlaceAway_TellItWithoutPairs()
    {
        StationState[] stations = [Station("A", "N", ConnectorStatus.Available), Station("B", "S", ConnectorStatus.Faulted)];
        var before = Scene(stations);
        var after = Scene(stations, MapFilter.Everything with { Stations = MapFilter.Everything.Stations with { Site = "S" } }, before.Places);
        Assert.Equal([0, 0, -1, 0], after.Changes(before));
        Assert.Equal(["South"], after.Lines(null).Select(line => line.Place.Name));
    }

    [Theory]
    [InlineData("", true, null)]
    [InlineData("https://tiles.example.com/style.json", true, "https://tiles.example.com")]
    [InlineData("https://tiles.example.com:8443/{z}/{x}/{y}.png", true, "https://tiles.example.com:8443")]
    [InlineData("/tiles/style.json", true, null)]
    [InlineData("//elsewhere/style.json", false, null)]
    [InlineData("javascript:alert(1)", false, null)]
    [InlineData("tiles", false, null)]
    public void Options_StyleUrl_AllowsItsOriginAndNothingElse(string url, bool valid, string? origin)
    {
        var options = new MapOptions { StyleUrl = url };
        Assert.Equal((valid, origin), (options.IsValid(), options.Origin()));
        var policy = SecurityHeaders.PolicyFor(options);
        Assert.Contains(origin is null ? "connect-src 'self'" : $"connect-src 'self' {origin}", policy, StringComparison.Ordinal);
        Assert.Equal(origin is null ? 0 : 2, policy.Split("tiles.example.com").Length - 1);
    }

    private static MapScene Scene(IReadOnlyList<StationState> stations, MapFilter? filter = null, IReadOnlyList<MapPlace>? known = null) =>
        MapScene.Of(stations, [North, South, Unset], filter ?? MapFilter.Everything, known);

    private static StationState Station(string id, string? site, ConnectorStatus status) => new StationState
    {
        Id = StationId.Parse(id),
        Key = id[0],
        Profile = new StationProfile { SiteId = site },
        Link = LinkState.Online,
    }.With(new EvseState(1, [new ConnectorState(1, status, DateTimeOffset.UnixEpoch)]));
}
