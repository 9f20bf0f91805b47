namespace Csms.Engine.Incidents;

/// <summary>What repeats are recognised by.</summary>
internal readonly record struct IncidentKey(IncidentRule Rule, IncidentSubject Subject);
