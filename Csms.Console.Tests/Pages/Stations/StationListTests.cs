using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Pages.Stations;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Tests.Pages.Stations;

public sealed class StationListTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 13, 0, 0, TimeSpan.Zero);

    public static TheoryData<string?, string?, string?, string?, string?, bool> Rules => new()
    {
        { null, null, null, null, null, true },
        { "hbn", null, null, null, null, true },
        { "sn-77", null, null, null, null, true },
        { "ulm", null, null, null, null, false },
        { null, "charging", null, null, null, true },
        { null, "available", null, null, null, true },
        { null, "faulted", null, null, null, false },
        { null, "online", null, null, null, true },
        { null, "offline", null, null, null, false },
        { null, "pending", null, null, null, false },
        { null, "no-such-state", null, null, null, false },
        { null, null, "HBN", null, null, true },
        { null, null, "ULM", null, null, false },
        { null, null, null, "2.0.1", null, true },
        { null, null, null, "1.6", null, false },
        { null, null, null, null, "Norrland DC 180", true },
        { null, null, null, null, "Norrland", false },
        { "hbn", "charging", "HBN", "2.0.1", "Norrland DC 180", true },
        { "hbn", "faulted", "HBN", "2.0.1", "Norrland DC 180", false },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Filter_OnAStation_Matches(string? search, string? state, string? site, string? ocpp, string? model, bool wanted) =>
        Assert.Equal(wanted, new StationFilter(search, state, site, ocpp, model).Matches(Station("HBN-07"), null));

    [Fact]
    public void Filter_OfflineStation_IsOfflineAndNotWhatItWasLast()
    {
        var offline = Station("HBN-07") with { Link = LinkState.Offline };
        var showing = new StationFilter(null, null, null, null, null) { Quirk = "unitSpelling", Shows = (station, note) => note == Csms.Engine.Ocpp.FrameNote.UnitSpelling && station == offline.Id };
        Assert.True(showing.Matches(offline, null));
        Assert.False(showing.Matches(Station("HBN-09"), null));
        Assert.False((showing with { Quirk = "commaDecimal" }).Matches(offline, null));
        Assert.False((showing with { Quirk = "noSuchWord" }).Matches(offline, null)); // a word that nobody knows matches none, not all
        Assert.True(new StationFilter(null, "offline", null, null, null).Matches(offline, null));
        Assert.False(new StationFilter(null, "charging", null, null, null).Matches(offline, null));
    }

    [Fact]
    public void Conditions_OfTheEngine_StandInTheOrderOfTheScreen()
    {
        var same = new Dictionary<EvseCondition, EvState> { [EvseCondition.PausedByCar] = EvState.SuspendedEv, [EvseCondition.PausedByStation] = EvState.SuspendedEvse };
        foreach (var condition in Enum.GetValues<EvseCondition>())
            Assert.Equal(same.TryGetValue(condition, out var named) ? named : Enum.Parse<EvState>(condition.ToString()), condition.OnScreen());
    }

    [Fact]
    public void Order_WhileThePointerIsOverTheList_KeepsRowsInPlace()
    {
        var order = new StationOrder();
        StationRow a = new(Station("A"), null), b = new(Station("B"), null), c = new(Station("C"), null);
        order.Take([a, b], mayMove: true);
        Assert.True(order.Take([c, b, a], mayMove: false));
        Assert.Equal(["A", "B", "C"], order.Rows.Select(row => row.Id));
        Assert.True(order.IsStale);
        Assert.True(order.Take([c, b, a], mayMove: true));
        Assert.Equal(["C", "B", "A"], order.Rows.Select(row => row.Id));
        Assert.False(order.IsStale);
    }

    [Fact]
    public void Order_NothingChanged_KeepsEveryRowObject()
    {
        var order = new StationOrder();
        StationRow a = new(Station("A"), null), b = new(Station("B"), null);
        order.Take([a, b], mayMove: true);
        var rows = order.Rows;
        Assert.False(order.Take([a, b], mayMove: true));
        Assert.Same(rows, order.Rows);
        Assert.True(order.Take([a, new StationRow(b.State with { Version = 9 }, null)], mayMove: true));
        Assert.Same(rows[0], order.Rows[0]);
        Assert.NotSame(rows[1], order.Rows[1]);
    }

    [Fact]
    public void Export_OfAStation_HasItsUnitsInTheHeadsAndTheTimeOfTheZone()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var columns = StationExport.Columns(NoSites.Directory, berlin, _ => new DateTimeOffset(2027, 1, 31, 23, 0, 0, TimeSpan.Zero));
        var station = Station("A") with { Profile = new StationProfile { Name = "=HYPERLINK(\"x\"),1" } };
        var cells = columns.ToDictionary(column => column.Head, column => column.Of(station).ToString());
        Assert.Equal("\"'=HYPERLINK(\"\"x\"\"),1\"", cells["name"]);
        Assert.Equal(("2.0.1", "SN-77"), (cells["ocpp"], cells["serial"]));
        Assert.Contains("power_w", cells.Keys);
        Assert.Equal("2027-02-01T00:00:00+01:00", cells["certificate_until"]);
    }

    [Fact]
    public void Sort_ByTheEndOfTheCertificate_HasWhoHasNoneLast()
    {
        var ends = new Dictionary<string, DateTimeOffset?> { ["A"] = null, ["B"] = new(2027, 5, 1, 0, 0, 0, TimeSpan.Zero), ["C"] = new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero) };
        IReadOnlyList<StationRow> rows = [.. ends.Keys.Select(id => new StationRow(Station(id), null))];
        Assert.Equal(["C", "B", "A"], StationSort.Apply(rows, "certificate", id => ends[id.Value]).Select(row => row.Id));
        Assert.Equal(["A", "B", "C"], StationSort.Apply(rows, null, id => ends[id.Value]).Select(row => row.Id));
    }

    [Theory]
    [InlineData("https://csms.example/", "wss://csms.example/ocpp/")]
    [InlineData("http://127.0.0.1:8080/", "ws://127.0.0.1:8080/ocpp/")]
    public void ChargerUrl_FromTheConsolesAddress_IsWhatAChargerNeeds(string console, string charger)
    {
        Assert.Equal(charger, ChargerUrl.Base(console));
        Assert.Equal(charger + "A%7C1", ChargerUrl.Of(console, "A|1"));
    }

    private static StationState Station(string id) => new()
    {
        Id = StationId.Parse(id),
        Key = 1,
        Profile = new StationProfile { Name = "Platform 7", SiteId = "HBN" },
        OcppVersion = "2.0.1",
        Link = LinkState.Online,
        Boot = new BootInfo("Norrland", "DC 180", "SN-77", "2.14.1", null, null, _now, "PowerUp"),
        Evses =
        [
            new EvseState(1, [new ConnectorState(1, ConnectorStatus.Charging, _now)]),
            new EvseState(2, [new ConnectorState(1, ConnectorStatus.Available, _now)]),
        ],
    };
}
