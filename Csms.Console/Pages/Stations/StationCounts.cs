using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Stations;

/// <summary>Figures in the navigation, from the live board.</summary>
internal sealed class StationCounts(LiveBoard board) : INavCounts
{
    public NavCount? Get(string key, AccessScope scope) => key switch
    {
        "stations" => new NavCount(board.TotalsOf(scope.Live()) is var totals ? totals.Stations + totals.Pending : 0),
        "sessions" => new NavCount(board.TotalsOf(scope.Live(Permissions.SessionsRead)).Sessions),
        _ => null,
    };
}
