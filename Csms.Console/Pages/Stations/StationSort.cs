using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Stations;

/// <summary>Order of the list, "kw" or "-kw" as in the address; by identity where nothing else decides. Pure.</summary>
public static class StationSort
{
    /// <summary>Sorted; an unknown word keeps the order by identity.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="sort">"kw" or "-kw".</param>
    /// <param name="certificateEnd">When the certificate ends with which a station connects; null: it has none.</param>
    public static IReadOnlyList<StationRow> Apply(IReadOnlyList<StationRow> rows, string? sort, Func<StationId, DateTimeOffset?> certificateEnd)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var down = sort?.StartsWith('-') == true;
        Func<StationRow, IComparable?>? key = sort?.TrimStart('-') switch
        {
            "station" => row => row.State.Id.Value,
            "site" => row => row.Site?.Name,
            "state" => row => (int)row.State.Worst(),
            "kw" => row => row.State.Link == LinkState.Online ? row.State.PowerW : -1,
            "seen" => row => row.State.Pulse.LastSeenAt,
            "model" => row => StationFilter.ModelOf(row.State),
            "name" => row => row.State.Profile.Name,
            "serial" => row => row.State.Boot?.SerialNumber,
            "profile" => row => row.State.Profile.SecurityProfile,
            "certificate" => row => certificateEnd(row.State.Id) ?? DateTimeOffset.MaxValue, // who has none is not in a hurry
            "version" => row => row.State.Boot?.FirmwareVersion,
            "ocpp" => row => row.State.OcppVersion,
            _ => null,
        };
        if (key is null) return rows;
        return down
            ? [.. rows.OrderByDescending(key, Comparer<IComparable?>.Default).ThenBy(row => row.Id, StringComparer.Ordinal)]
            : [.. rows.OrderBy(key, Comparer<IComparable?>.Default).ThenBy(row => row.Id, StringComparer.Ordinal)];
    }
}
