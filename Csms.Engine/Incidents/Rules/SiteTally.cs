namespace Csms.Engine.Incidents.Rules;

/// <summary>The stations of one site that were ever heard, and those that are lost now.</summary>
internal sealed class SiteTally
{
    private readonly List<LostStation> _lost = [];

    /// <summary>Stations that were ever heard.</summary>
    public int Heard { get; private set; }

    /// <summary>Some may still come back from the restart of the host.</summary>
    public bool InGrace { get; private set; }

    public IReadOnlyList<LostStation> Lost => _lost;

    public void Add(StationView view)
    {
        if (!OfflineRule.WasHeard(view.State))
        {
            return;
        }

        Heard++;
        if (OfflineRule.LostAt(view.State) is not { } since)
        {
            return;
        }

        if (OfflineRule.IsInGrace(view))
        {
            InGrace = true;
        }
        else
        {
            _lost.Add(new(view.State.Id.Value, since));
        }
    }
}
