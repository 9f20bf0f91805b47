namespace Csms.Console.Commands.Bulk;

/// <summary>What became of the wish to stop a bulk run.</summary>
public enum BulkStop
{
    /// <summary>It stops.</summary>
    Done,
    /// <summary>There is none, or the person sees none of its stations.</summary>
    Missing,
    /// <summary>The person may not command all of its stations.</summary>
    Denied,
    /// <summary>It is stopped or over already.</summary>
    Over,
}
