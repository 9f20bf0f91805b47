namespace Csms.Engine.Incidents.Rules;

/// <summary>What one look at all stations found: conditions that hold, and those that nothing can be said about now. All others are gone.</summary>
/// <param name="concerned">Stations with an incident: of all others nothing has to be left as it is. Null: all.</param>
internal sealed class Findings(IReadOnlySet<string>? concerned = null)
{
    private readonly List<Finding> _holding = [];
    private readonly HashSet<IncidentKey> _unknown = [];

    public IReadOnlyList<Finding> Holding => _holding;

    public void Add(Finding finding) => _holding.Add(finding);

    /// <summary>Nothing is known: an open incident stays as it is.</summary>
    public void Leave(IncidentRule rule, IncidentSubject subject)
    {
        if (concerned is null || subject.StationId is not { } station || concerned.Contains(station))
        {
            _unknown.Add(new(rule, subject));
        }
    }

    public bool IsLeft(IncidentKey key) => _unknown.Contains(key);

    /// <summary>Takes findings out that another one says better.</summary>
    public void Remove(Predicate<Finding> which) => _holding.RemoveAll(which);
}
