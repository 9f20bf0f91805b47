using System.Collections.Immutable;
using Csms.Engine.Incidents.Notifications;

namespace Csms.Engine.Incidents;

/// <summary>What one step makes of the ledger: written in one transaction, then in force.</summary>
/// <param name="Next">The ledger after it.</param>
/// <param name="Changed">Incidents that are new or other than before.</param>
/// <param name="Entries">New rows of timelines.</param>
/// <param name="Notices">What people are told.</param>
internal sealed record LedgerStep(
    IncidentLedger Next,
    ImmutableArray<Incident> Changed,
    ImmutableArray<IncidentEntry> Entries,
    ImmutableArray<Notice> Notices)
{
    public bool IsEmpty => Changed.IsEmpty && Entries.IsEmpty;
}
