using System.Text.Json.Nodes;
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
    /// <param name="stations">To whom.</param>
    /// <param name="kind">The command that the person came for.</param>
    /// <param name="body">Its members, where they are settled already; null: they are asked for.</param>
    /// <param name="what">The settled members in words.</param>
    public async Task<BulkRun?> OpenAsync(IReadOnlyList<StationId> stations, CommandKind kind = CommandKind.Reset, JsonObject? body = null, string? what = null)
    {
        ArgumentNullException.ThrowIfNull(stations);
        return await ask.FormAsync<BulkDialog>(texts[stations.Count == 1 ? "Title.One" : "Title", formats.Number(stations.Count)],
            new Dictionary<string, object?> { [nameof(BulkDialog.Stations)] = stations, [nameof(BulkDialog.Kind)] = kind, [nameof(BulkDialog.Body)] = body, [nameof(BulkDialog.What)] = what }, "720px") as BulkRun;
    }
}
