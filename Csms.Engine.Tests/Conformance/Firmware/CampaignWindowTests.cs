using System.Globalization;
using Csms.Engine.Firmware;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Conformance.Firmware;

/// <summary>When an update may begin, and what a station's word means for its campaign: tables.</summary>
public sealed class CampaignWindowTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private static readonly FirmwareCampaign Campaign = new()
    {
        RunId = Guid.NewGuid(), Name = "Spring", ImageId = Guid.NewGuid(), ImageName = "a.bin", Version = "2.0", Signed = false, WaitsForAway = true, Patience = TimeSpan.FromMinutes(60), EndsAt = T0.AddDays(7),
    };

    [Theory]
    [InlineData("01:00", "05:00", "2026-11-21T00:00:00Z", "Europe/Berlin", true)] // 01:00 there
    [InlineData("01:00", "05:00", "2026-11-21T04:00:00Z", "Europe/Berlin", false)] // 05:00 there: not included
    [InlineData("01:00", "05:00", "2026-11-21T04:00:00Z", "Europe/Lisbon", true)]
    [InlineData("01:00", "05:00", "2026-07-21T23:30:00Z", "Europe/Berlin", true)] // summer time
    [InlineData("22:00", "04:00", "2026-11-21T22:00:00Z", "Europe/Berlin", true)] // over midnight
    [InlineData("22:00", "04:00", "2026-11-21T02:59:00Z", "Europe/Berlin", true)]
    [InlineData("22:00", "04:00", "2026-11-21T12:00:00Z", "Europe/Berlin", false)]
    [InlineData("02:00", "03:00", "2026-03-29T01:30:00Z", "Europe/Berlin", false)] // the hour that does not exist
    public void Window_OfASite_IsOpen(string from, string until, string at, string zone, bool open) => Assert.Equal(open,
        new CampaignWindow(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture))
            .IsOpen(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    /// <summary>Words of the station, version after the boot, minutes since the order, and what follows.</summary>
    [Theory]
    [InlineData("Downloading", null, 5, BulkItemState.Answered)]
    [InlineData("Installing", "1.0", 5, BulkItemState.Answered)] // it boots in the middle
    [InlineData("Installing", "2.0", 5, BulkItemState.Done)]
    [InlineData("Installed", null, 5, BulkItemState.Done)]
    [InlineData("DownloadFailed", null, 5, BulkItemState.Failed)]
    [InlineData("InstallationFailed", null, 5, BulkItemState.Failed)]
    [InlineData("InstallVerificationFailed", null, 5, BulkItemState.Failed)]
    [InlineData("InvalidSignature", null, 5, BulkItemState.Failed)]
    [InlineData("InvalidSignature", null, 90, BulkItemState.Failed)] // its own word, not the time
    [InlineData("Downloading", null, 60, BulkItemState.NotSeen)]
    [InlineData(null, null, 60, BulkItemState.NotSeen)]
    [InlineData(null, null, 59, BulkItemState.Answered)]
    public void Verdict_OfAStation_Is(string? status, string? after, int minutes, BulkItemState state)
    {
        var item = new BulkItem(0, StationId.Parse("CS-1"), null) { State = BulkItemState.Answered, CommandId = Guid.NewGuid(), GivenAt = T0, Answer = "Accepted" };
        var verdict = CampaignVerdict.Of(item, status is null ? null : Update(status, after), Campaign, T0.AddMinutes(minutes));
        Assert.Equal((state, state == BulkItemState.Answered ? null : T0.AddMinutes(minutes), status ?? "Accepted"), (verdict.State, verdict.SettledAt, verdict.Answer));
    }

    /// <summary>When it is reset, words of the station, version after the boot, minutes to the reset, what the station said to it, minutes since the order, whether the campaign was stopped, and what follows.</summary>
    [Theory]
    [InlineData(CampaignReset.Installed, "Installed", null, null, null, 5, true, BulkItemState.Answered)]
    [InlineData(CampaignReset.Installed, "Installed", "1.0", null, null, 5, true, BulkItemState.Answered)]
    [InlineData(CampaignReset.Installed, "Installed", null, null, null, 600, true, BulkItemState.Answered)] // it waits for the window or a car
    [InlineData(CampaignReset.Installed, "Installed", null, null, null, 600, false, BulkItemState.NotSeen)] // no reset comes any more
    [InlineData(CampaignReset.Installed, "Installed", null, null, null, 8 * 24 * 60, true, BulkItemState.NotSeen)] // the campaign is over
    [InlineData(CampaignReset.Installed, "Installed", null, 600, "Accepted", 630, true, BulkItemState.Answered)] // an hour from the reset on
    [InlineData(CampaignReset.Installed, "Installed", "1.0", 600, "Accepted", 660, true, BulkItemState.NotSeen)] // it came back with the old version
    [InlineData(CampaignReset.Installed, "Installed", "2.0-rc", 600, "Accepted", 610, true, BulkItemState.Done)] // another, and its own word
    [InlineData(CampaignReset.Installed, "Installed", null, 5, "Rejected", 6, true, BulkItemState.Failed)]
    [InlineData(CampaignReset.Installed, "Installed", null, 5, "NotSupported", 6, true, BulkItemState.Failed)]
    [InlineData(CampaignReset.Installed, "Installed", null, 5, FirmwareUpdate.NoAnswer, 6, true, BulkItemState.Answered)]
    [InlineData(CampaignReset.Downloaded, "Downloaded", null, null, null, 600, true, BulkItemState.Answered)]
    [InlineData(CampaignReset.Downloaded, "Installing", null, null, null, 600, true, BulkItemState.NotSeen)] // it went on by itself
    [InlineData(CampaignReset.Downloaded, "Installed", null, null, null, 5, true, BulkItemState.Done)]
    [InlineData(CampaignReset.Downloaded, "Downloaded", "2.0", 5, "Accepted", 6, true, BulkItemState.Done)]
    [InlineData(CampaignReset.Downloaded, "DownloadFailed", null, null, null, 5, true, BulkItemState.Failed)]
    public void Verdict_OfAStationThatIsReset_Is(CampaignReset reset, string status, string? after, int? resetAt, string? answer, int minutes, bool open, BulkItemState state)
    {
        var item = new BulkItem(0, StationId.Parse("CS-1"), null) { State = BulkItemState.Answered, CommandId = Guid.NewGuid(), GivenAt = T0 };
        var update = Update(status, after) with { ResetAt = resetAt is { } at ? T0.AddMinutes(at) : null, ResetStatus = answer };
        Assert.Equal(state, CampaignVerdict.Of(item, update, Campaign, T0.AddMinutes(minutes), reset, open).State);
    }

    [Fact]
    public void Reset_IsDue_AfterAWhile_AndOnlyFor16()
    {
        var (update, wait) = (Update("Downloaded", null), TimeSpan.FromSeconds(30)); // it told so after a minute
        Assert.False(CampaignResetRule.IsDue(update, CampaignReset.Downloaded, wait, T0.AddSeconds(89)));
        Assert.True(CampaignResetRule.IsDue(update, CampaignReset.Downloaded, wait, T0.AddSeconds(90)));
        Assert.False(CampaignResetRule.IsDue(update, CampaignReset.Installed, wait, T0.AddSeconds(90)));
        Assert.False(CampaignResetRule.IsDue(update with { ResetAt = T0 }, CampaignReset.Downloaded, wait, T0.AddSeconds(90)));
        var campaign = Campaign with { Reset = CampaignReset.Downloaded };
        Assert.Equal([CampaignReset.Downloaded, CampaignReset.Never, CampaignReset.Never], new[] { "1.6", "2.0.1", null }.Select(version => CampaignResetRule.For(campaign, version)));
    }

    [Fact]
    public void Verdict_OfAnUpdateThatAnotherReplaced_IsFailed()
    {
        var item = new BulkItem(0, StationId.Parse("CS-1"), null) { State = BulkItemState.Answered, CommandId = Guid.NewGuid(), GivenAt = T0 };
        var verdict = CampaignVerdict.Of(item, Update("Downloading", null) with { ReplacedBy = Guid.NewGuid() }, Campaign, T0.AddMinutes(1));
        Assert.Equal((BulkItemState.Failed, CommandFault.Superseded), (verdict.State, verdict.Fault!.Code));
    }

    private static FirmwareUpdate Update(string status, string? after) => new()
    {
        CommandId = Guid.NewGuid(), Station = StationId.Parse("CS-1"), Source = "a.bin", Signed = false, AskedAt = T0, Actor = "Bob", VersionBefore = "1.0", VersionAfter = after, Steps = [new FirmwareStep(status, T0.AddMinutes(1))],
    };
}
