using Csms.Console.Commands.Bulk;

namespace Csms.Console.Api.Bulk;

/// <summary>Who a bulk command would reach.</summary>
/// <param name="Online">Stations that would get it when their turn comes.</param>
/// <param name="Offline">Stations that are not connected.</param>
/// <param name="LeftOut">Stations that can't take part, by reason: notAllowed, notSupported, cannotBeTold, notAccepted, same, noLocalList, gone.</param>
internal sealed record BulkPreviewView(IReadOnlyList<string> Online, IReadOnlyList<string> Offline, IReadOnlyDictionary<string, IReadOnlyList<string>> LeftOut)
{
    public static BulkPreviewView Of(BulkPreview preview) => new(
        [.. preview.Online.Select(id => id.Value)], [.. preview.Away.Select(id => id.Value)],
        preview.LeftOut.ToDictionary(group => BulkRunView.Word(group.Key), IReadOnlyList<string> (group) => [.. group.Select(id => id.Value)]));
}
