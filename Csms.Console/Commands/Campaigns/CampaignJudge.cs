using Csms.Console.Commands.Bulk;
using Csms.Engine.Firmware;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Campaigns;

/// <summary>Why a station that could be commanded takes no part in a campaign. Pure.</summary>
internal static class CampaignJudge
{
    /// <summary>Who takes part: as in any bulk run, but for those that the firmware is not for, or that have it.</summary>
    /// <param name="preview">Who could take the command.</param>
    /// <param name="image">The firmware.</param>
    /// <param name="find">A station as the asker sees it.</param>
    /// <param name="taken">Stations of campaigns that are not over.</param>
    /// <param name="mayNot">Whoever asks may not do with a station all that the campaign does.</param>
    /// <param name="without">Stations that have told that they know no firmware updates.</param>
    public static BulkPreview Of(BulkPreview preview, FirmwareImage image, Func<StationId, StationState?> find, IReadOnlySet<StationId> taken, Func<StationState, bool> mayNot, IReadOnlySet<StationId> without)
    {
        List<BulkTarget> targets = [.. preview.Targets.Select(target => target.LeftOut is null ? target with { LeftOut = Why(target.Station) } : target)];
        var part = targets.Where(target => target.LeftOut is null).Select(target => target.Station).ToHashSet();
        return new BulkPreview(targets, [.. preview.Online.Where(part.Contains)], [.. preview.Away.Where(part.Contains)]);

        BulkLeftOut? Why(StationId id) => find(id) switch
        {
            null => BulkLeftOut.Gone,
            { } station when mayNot(station) => BulkLeftOut.NotAllowed,
            { Boot: var boot } when !image.Fits(boot?.Vendor, boot?.Model) => BulkLeftOut.WrongModel,
            { Boot: { } boot } when boot.FirmwareVersion == image.Version => BulkLeftOut.SameVersion,
            _ when without.Contains(id) => BulkLeftOut.NotSupported,
            _ when taken.Contains(id) => BulkLeftOut.OtherRun,
            _ => null,
        };
    }
}
