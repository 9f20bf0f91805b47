namespace Csms.Console.Pages.Incidents;

/// <summary>What became of a person's decision on an incident.</summary>
internal enum IncidentResult
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Not allowed here.</summary>
    Denied,

    /// <summary>Somebody else, or its rule, was faster.</summary>
    Changed,

    /// <summary>The store did not answer; nothing was changed.</summary>
    NotSaved,
}
