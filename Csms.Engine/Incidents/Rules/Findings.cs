namespace Csms.Engine.Incidents.Rules;

/// <summary>What one look at all stations found: conditions that hold, and those that nothing can be said about now. All others are gone.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _holding = [];
    private readonly HashSet<IncidentKey> _unknown = [];

    public IReadOnlyList<Finding> Holding => _holding;

    public void Add(Finding finding) => _holding.Add(finding);

    /// <summary>Nothing is known: an open incident stays as it is.</summary>
    public void Leave(IncidentRule rule, IncidentSubject subject) => _unknown.Add(new(rule, subject));

    public bool IsLeft(IncidentKey key) => _unknown.Contains(key);

    /// <summary>Takes findings out that another one says better.</summary>
    public void Remove(Predicate<Finding> which) => _holding.RemoveAll(which);
}
