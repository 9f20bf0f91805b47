using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Security;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Tests.Commands.Bulk;

public sealed class BulkPreviewTests
{
    private static readonly AccessScope Technician = new(new Actor(ActorKind.User, "t", "T"),
    [
        KeyValuePair.Create(Permissions.StationsRead, SiteSet.Of(["NORTH", "SOUTH"])),
        KeyValuePair.Create(Permissions.CommandConfig, SiteSet.Of(["NORTH"])),
    ]);

    /// <summary>A station, and why it takes no part; null: it does.</summary>
    public static TheoryData<string, StationState?, BulkLeftOut?> Stations => new()
    {
        { "here", Station("NORTH"), null },
        { "away", Station("NORTH") with { Link = LinkState.Offline }, null },
        { "never seen: it is assumed that it knows the command", Station("NORTH") with { Link = LinkState.Unknown, OcppVersion = null }, null },
        { "another site", Station("SOUTH"), BulkLeftOut.NotAllowed },
        { "waits to be accepted", Station("NORTH") with { Profile = new StationProfile { SiteId = "NORTH", Registration = RegistrationStatus.Pending } }, BulkLeftOut.NotAccepted },
        { "an old version", Station("NORTH") with { OcppVersion = "1.6" }, BulkLeftOut.NotSupported },
        { "not there, or not to be seen", null, BulkLeftOut.Gone },
    };

    [Theory]
    [MemberData(nameof(Stations))]
    public void Of_AStation_SaysWhyItTakesNoPart(string what, StationState? station, BulkLeftOut? why)
    {
        var preview = BulkPreview.Of(Technician, "GetMonitoringReport", [StationId.Parse("A")], _ => station);
        Assert.True(why == Assert.Single(preview.Targets).LeftOut, what);
        Assert.Equal(why is null ? 1 : 0, preview.Count);
    }

    [Fact]
    public void Of_TheSameStationTwice_IsOne() =>
        Assert.Single(BulkPreview.Of(Technician, "GetLog", [StationId.Parse("A"), StationId.Parse("A")], _ => Station("NORTH")).Targets);

    [Fact]
    public void Kinds_ForMany_AreKnownCommandsOrTasks() => Assert.All(BulkDesk.Kinds.Where(kind => kind is not (CommandKind.Any or CommandKind.PasswordChange or CommandKind.SecurityProfile or CommandKind.LocalList or CommandKind.RenewCertificate)), kind => Assert.Contains(CommandCatalogue.All, entry => entry.Action == kind.Action()));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(20, 1)]
    [InlineData(5000, 5)]
    public void Pace_ForSoMany_HasACanaryWhereThereIsSomebodyToWarn(int stations, int canary)
    {
        var form = BulkPaceForm.For(stations);
        Assert.Equal(canary, form.Canary);
        Assert.Empty(form.Faults);
        form.Batch = 0;
        form.StopPercent = 101;
        Assert.Equal([nameof(form.Batch), nameof(form.StopPercent)], form.Faults);
        form.Stops = false;
        Assert.Equal([nameof(form.Batch)], form.Faults);
    }

    private static StationState Station(string site) => new() { Id = StationId.Parse("A"), Key = 1, Profile = new StationProfile { SiteId = site }, Link = LinkState.Online, OcppVersion = "2.0.1" };
}
