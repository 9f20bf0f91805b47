namespace Csms.Console.Pages.LocalLists;

/// <summary>How an entry of a station's list stands to what it should be.</summary>
internal enum ListMark
{
    /// <summary>As it should be.</summary>
    None,

    /// <summary>Should be there and is not yet.</summary>
    New,

    /// <summary>Is there with other words.</summary>
    Changed,

    /// <summary>Is there and should not be.</summary>
    Gone,
}
