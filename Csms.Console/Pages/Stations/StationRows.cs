using Csms.Console.Lists;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Stations;

/// <summary>
/// The whole network as rows, made once for all open lists: a hundred operators cost one look over ten thousand stations and not a hundred. Each list
/// picks from it what its reader may see and wants.
/// </summary>
public sealed class StationRows(LiveBoard board, SiteDirectory sites)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<StationState> _of = [];
    private StationRow[] _rows = [];
    private IReadOnlyList<string> _models = [];

    /// <summary>Every station, by identity; the same list while nothing has changed, the same rows for stations that have not.</summary>
    public IReadOnlyList<StationRow> All => Look().Rows;

    /// <summary>"Vendor Model" of every station, each once, sorted; the same list while they are the same.</summary>
    public IReadOnlyList<string> Models => Look().Models;

    private (StationRow[] Rows, IReadOnlyList<string> Models) Look()
    {
        lock (_gate)
        {
            var now = board.Stations(LiveScope.All);
            if (ReferenceEquals(now, _of) && SitesAreTheSame()) return (_rows, _models);
            var rows = new StationRow[now.Count];
            var (old, isNew) = (0, _rows.Length != now.Count);
            for (var i = 0; i < rows.Length; i++)
            {
                var state = now[i];
                var site = sites.Find(state.Profile.SiteId);
                while (old < _rows.Length && string.CompareOrdinal(_rows[old].Id, state.Id.Value) < 0) old++;
                var known = old < _rows.Length && _rows[old].State.Id == state.Id ? _rows[old] : null;
                isNew |= known is null || !ReferenceEquals(known.State.Boot, state.Boot);
                rows[i] = known is not null && ReferenceEquals(known.State, state) && ReferenceEquals(known.Site, site) ? known : new StationRow(state, site);
            }

            (_of, _rows) = (now, rows);
            if (isNew)
            {
                string[] models = [.. rows.Select(row => StationFilter.ModelOf(row.State)).OfType<string>().Distinct(StringComparer.CurrentCultureIgnoreCase).Order(StringComparer.CurrentCultureIgnoreCase)];
                if (!models.SequenceEqual(_models)) _models = models;
            }

            return (_rows, _models);
        }
    }

    // A site that was renamed changes rows without changing a station.
    private bool SitesAreTheSame()
    {
        foreach (var row in _rows)
            if (!ReferenceEquals(row.Site, sites.Find(row.State.Profile.SiteId))) return false;
        return true;
    }
}
