namespace Csms.Console.Lists;

/// <summary>What became of a change to a view.</summary>
public enum ViewSaved
{
    /// <summary>It is kept.</summary>
    Done,
    /// <summary>Somebody else changed it in the meantime.</summary>
    ChangedMeanwhile,
    /// <summary>There is another view of that name.</summary>
    NameTaken,
    /// <summary>There is another view of that id.</summary>
    IdTaken,
    /// <summary>The person may not, or it is gone.</summary>
    Refused,
}
