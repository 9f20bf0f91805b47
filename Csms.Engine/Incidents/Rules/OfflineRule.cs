using Csms.Engine.Stations;

namespace Csms.Engine.Incidents.Rules;

/// <summary>
/// A station that was heard before is not connected. After the start of the host all stations look lost for a moment: those that have not
/// come back yet are judged when the grace has passed.
/// </summary>
internal sealed class OfflineRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.Offline;

    public void Judge(StationView view, Findings found)
    {
        if (LostAt(view.State) is not { } since)
        {
            return;
        }

        if (IsInGrace(view))
        {
            found.Leave(Rule, view.Subject);
        }
        else if (view.Now - since >= TimeSpan.FromSeconds(view.Options.OfflineSeconds))
        {
            found.Add(view.Found(Rule, since, since, new IncidentDetail { LinkEnd = view.State.LinkReason }, view.FramesAt(since)));
        }
    }

    /// <summary>Since when a station is lost; null when it is connected or was never heard. The later of its last frame and the end of its link.</summary>
    public static DateTimeOffset? LostAt(StationState state) => state.Link == LinkState.Online ? null
        : state.LinkSince is not { } ended ? state.Pulse.LastSeenAt
        : state.Pulse.LastSeenAt is { } heard && heard > ended ? heard : ended;

    /// <summary>It was connected at least once.</summary>
    public static bool WasHeard(StationState state) => state.Pulse.LastSeenAt is not null || state.LinkSince is not null;

    /// <summary>It may still come back from the restart of the host.</summary>
    public static bool IsInGrace(StationView view) =>
        view.State.Link == LinkState.Unknown && !view.HasWatched(TimeSpan.FromSeconds(view.Options.StartGraceSeconds));
}
