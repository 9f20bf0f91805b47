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
