using System.Collections.Immutable;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Incidents.Rules;

namespace Csms.Engine.Incidents;

/// <summary>
/// The incidents that are not over, and those that a person closed while their condition still holds. Immutable and pure: findings and
/// people's decisions in, the next ledger and what is to be written out.
/// </summary>
internal sealed class IncidentLedger
{
    /// <summary>After this many rows about repeats only the count goes on.</summary>
    private const int RepeatRows = 100;

    public static readonly IncidentLedger Empty = new(ImmutableDictionary<IncidentKey, Incident>.Empty);

    private readonly ImmutableDictionary<IncidentKey, Incident> _incidents;

    private IncidentLedger(ImmutableDictionary<IncidentKey, Incident> incidents) => _incidents = incidents;

    /// <summary>As stored.</summary>
    public static IncidentLedger Of(IEnumerable<Incident> incidents) => new(incidents.ToImmutableDictionary(incident => incident.Key));

    /// <summary>Incidents that are not over, in no order.</summary>
    public IEnumerable<Incident> Open => _incidents.Values.Where(incident => incident.IsOpen);

    /// <summary>Stations that an incident is about.</summary>
    public HashSet<string> Concerned => [.. _incidents.Keys.Select(key => key.Subject.StationId).OfType<string>()];

    public Incident? Find(long id) => _incidents.Values.FirstOrDefault(incident => incident.Id == id);

    /// <summary>Stations of a site's open incident; null when it has none.</summary>
    public ImmutableArray<string>? OpenSite(string siteId) =>
        _incidents.TryGetValue(new(IncidentRule.SiteOffline, IncidentSubject.OfSite(siteId)), out var incident) ? incident.Stations : null;

    /// <summary>How many incidents these findings would open.</summary>
    public int Fresh(Findings found) => found.Holding.Count(finding => !Knows(finding));

    /// <summary>A finding opens nothing: an incident goes on with it, or a person has closed it.</summary>
    public bool Knows(Finding finding) => Known(finding) is not null;

    /// <summary>The incident that a finding goes on with; null: it opens one.</summary>
    private Incident? Known(Finding finding) =>
        _incidents.TryGetValue(finding.Key, out var incident) && (incident.IsOpen || (finding.NewestAt ?? finding.Since) <= incident.ClosedAt || !IncidentCatalogue.BeginsAnew(finding.Rule)) ? incident : null;

    /// <summary>Opens, repeats, settles and closes by what was found.</summary>
    /// <param name="found">One look at all stations.</param>
    /// <param name="settle">How long a condition must stay away.</param>
    /// <param name="now">Time.</param>
    /// <param name="nextId">Numbers of new incidents; asked as often as <see cref="Fresh"/> says.</param>
    public LedgerStep Apply(Findings found, TimeSpan settle, DateTimeOffset now, Func<long> nextId)
    {
        var change = new Change(_incidents, now);
        foreach (var finding in found.Holding.OrderByDescending(finding => finding.Rule == IncidentRule.SiteOffline))
        {
            var incident = Known(finding);
            if (incident is not null)
            {
                Meet(change, incident, finding);
            }
            else
            {
                if (change.Find(finding.Key) is { Holding: true } closed) change.Remove(closed with { Holding = false }, null);
                incident = Opened(finding, nextId(), now);
                change.Put(incident, new IncidentEntry
                {
                    IncidentId = incident.Id, At = now, Kind = IncidentEntryKind.Opened, Detail = finding.Detail, Evidence = finding.Evidence,
                });
                change.Tell(incident, NoticeKind.Opened);
            }

            if (finding.Rule == IncidentRule.SiteOffline)
            {
                Merge(change, finding, incident);
            }
        }

        var holding = found.Holding.Select(finding => finding.Key).ToHashSet();
        foreach (var (key, incident) in _incidents)
        {
            if (!holding.Contains(key) && !found.IsLeft(key) && change.Has(key))
            {
                Settle(change, incident, settle);
            }
        }

        return change.Done();
    }

    /// <summary>A person has taken notice; null when that is known or the incident is over.</summary>
    public LedgerStep? Acknowledge(long id, string actor, DateTimeOffset now)
    {
        if (Find(id) is not { State: IncidentState.Open } incident)
        {
            return null;
        }

        var change = new Change(_incidents, now);
        incident = incident with { AcknowledgedAt = now, AcknowledgedBy = actor };
        change.Put(incident, By(incident, IncidentEntryKind.Acknowledged, actor, null, now));
        change.Tell(incident, NoticeKind.Acknowledged);
        return change.Done();
    }

    /// <summary>Gives it to a person, or to nobody; null when that is so or the incident is over.</summary>
    public LedgerStep? Assign(long id, string? assignee, string actor, DateTimeOffset now)
    {
        if (Find(id) is not { IsOpen: true } incident || incident.Assignee == assignee)
        {
            return null;
        }

        var change = new Change(_incidents, now);
        change.Put(incident with { Assignee = assignee }, By(incident, IncidentEntryKind.Assigned, actor, assignee, now));
        return change.Done();
    }

    /// <summary>Closes it by a person's decision; null when it is over. It does not open again before its condition has gone.</summary>
    public LedgerStep? Close(long id, string actor, string reason, DateTimeOffset now)
    {
        if (Find(id) is not { IsOpen: true } incident)
        {
            return null;
        }

        var change = new Change(_incidents, now);
        incident = incident with { ClosedAt = now, ClosedBy = actor, CloseReason = reason, Holding = incident.ClearedAt is null };
        change.Put(incident, By(incident, IncidentEntryKind.Closed, actor, reason, now));
        change.Tell(incident, NoticeKind.Closed);
        return change.Done();
    }

    private static Incident Opened(Finding finding, long id, DateTimeOffset now) => new()
    {
        Id = id,
        Rule = finding.Rule,
        Subject = finding.Subject,
        SiteId = finding.SiteId,
        Stations = finding.Stations,
        Detail = finding.Detail,
        Since = finding.Since,
        OpenedAt = now,
        LastSeenAt = finding.LastAt,
        Count = IncidentCatalogue.CountsOccurrences(finding.Rule) ? Math.Max(1, finding.Detail.Count ?? 1) : 1,
    };

    /// <summary>The condition of a known incident holds.</summary>
    private static void Meet(Change change, Incident incident, Finding finding)
    {
        if (!incident.IsOpen)
        {
            return; // closed by a person: quiet until it has gone
        }

        var sameStations = incident.Stations.SequenceEqual(finding.Stations);
        var again = IncidentCatalogue.CountsOccurrences(incident.Rule) && finding.LastAt > incident.LastSeenAt;
        if (incident.ClearedAt is null && !again && sameStations && incident.Detail == finding.Detail && incident.SiteId == finding.SiteId)
        {
            return; // as it was: thousands of them, every few seconds
        }

        var next = incident with { SiteId = finding.SiteId };
        IncidentEntryKind? kind = null;
        if (incident.ClearedAt is not null)
        {
            next = next with { ClearedAt = null, Count = incident.Count + 1, LastSeenAt = change.Now };
            kind = IncidentEntryKind.Returned;
        }
        else if (again)
        {
            next = next with { Count = incident.Count + 1, LastSeenAt = finding.LastAt };
            kind = incident.Count <= RepeatRows ? IncidentEntryKind.Repeated : null;
        }
        else if (incident.Detail with { Count = null, OffsetSeconds = null } != finding.Detail with { Count = null, OffsetSeconds = null } || !sameStations)
        {
            kind = IncidentEntryKind.Changed;
        }

        next = next with { Detail = finding.Detail, Stations = sameStations ? incident.Stations : finding.Stations };

        change.Put(next, kind is { } said
            ? new IncidentEntry { IncidentId = incident.Id, At = change.Now, Kind = said, Detail = finding.Detail, Evidence = finding.Evidence }
            : null);
    }

    /// <summary>Incidents of single stations go into that of their site.</summary>
    private static void Merge(Change change, Finding finding, Incident into)
    {
        foreach (var station in finding.Stations)
        {
            if (change.Find(new(IncidentRule.Offline, IncidentSubject.OfStation(station))) is { IsOpen: true } single)
            {
                var closed = single with { ClosedAt = change.Now, ClearedAt = change.Now };
                change.Remove(closed, new IncidentEntry
                {
                    IncidentId = single.Id, At = change.Now, Kind = IncidentEntryKind.Merged, Text = into.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
                });
                change.Tell(closed, NoticeKind.Closed);
            }
        }
    }

    /// <summary>The condition of a known incident is gone.</summary>
    private static void Settle(Change change, Incident incident, TimeSpan settle)
    {
        if (!incident.IsOpen)
        {
            change.Remove(incident with { Holding = false }, null);
        }
        else if (incident.ClearedAt is not { } since)
        {
            change.Put(incident with { ClearedAt = change.Now }, new IncidentEntry { IncidentId = incident.Id, At = change.Now, Kind = IncidentEntryKind.Cleared });
        }
        else if (change.Now - since >= settle)
        {
            var closed = incident with { ClosedAt = change.Now };
            change.Remove(closed, new IncidentEntry { IncidentId = incident.Id, At = change.Now, Kind = IncidentEntryKind.Verified });
            change.Tell(closed, NoticeKind.Closed);
        }
    }

    private static IncidentEntry By(Incident incident, IncidentEntryKind kind, string actor, string? text, DateTimeOffset now) =>
        new() { IncidentId = incident.Id, At = now, Kind = kind, Actor = actor, Text = text };

    /// <summary>A step while it is made.</summary>
    private sealed class Change(ImmutableDictionary<IncidentKey, Incident> before, DateTimeOffset now)
    {
        private readonly ImmutableDictionary<IncidentKey, Incident>.Builder _incidents = before.ToBuilder();
        private readonly Dictionary<long, Incident> _changed = [];
        private readonly ImmutableArray<IncidentEntry>.Builder _entries = ImmutableArray.CreateBuilder<IncidentEntry>();
        private readonly ImmutableArray<Notice>.Builder _notices = ImmutableArray.CreateBuilder<Notice>();

        public DateTimeOffset Now => now;

        public bool Has(IncidentKey key) => _incidents.ContainsKey(key);

        public Incident? Find(IncidentKey key) => _incidents.GetValueOrDefault(key);

        public void Put(Incident incident, IncidentEntry? entry)
        {
            if (incident.IsOpen || incident.Holding)
            {
                _incidents[incident.Key] = incident;
            }
            else
            {
                _incidents.Remove(incident.Key);
            }

            Note(incident, entry);
        }

        public void Remove(Incident incident, IncidentEntry? entry)
        {
            _incidents.Remove(incident.Key);
            Note(incident, entry);
        }

        public void Tell(Incident incident, NoticeKind kind) => _notices.Add(new Notice(kind, incident, now));

        public LedgerStep Done() => new(new IncidentLedger(_incidents.ToImmutable()), [.. _changed.Values], _entries.ToImmutable(), _notices.ToImmutable());

        private void Note(Incident incident, IncidentEntry? entry)
        {
            _changed[incident.Id] = incident;
            if (entry is not null)
            {
                _entries.Add(entry);
            }
        }
    }
}
