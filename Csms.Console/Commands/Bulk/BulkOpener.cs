using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Commands.Bulk;

/// <summary>Opens the question of a bulk run.</summary>
public sealed class BulkOpener(Ask ask, Formats formats, IStringLocalizer<BulkTexts> texts)
{
    /// <summary>The run that was started; null when none was.</summary>
    public async Task<BulkRun?> OpenAsync(IReadOnlyList<StationId> stations, CommandKind kind = CommandKind.Reset)
    {
        ArgumentNullException.ThrowIfNull(stations);
        return await ask.FormAsync<BulkDialog>(texts[stations.Count == 1 ? "Title.One" : "Title", formats.Number(stations.Count)],
            new Dictionary<string, object?> { [nameof(BulkDialog.Stations)] = stations, [nameof(BulkDialog.Kind)] = kind }, "720px") as BulkRun;
    }
}
