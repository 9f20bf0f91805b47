using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.LocalLists;

/// <summary>Section <c>Csms:LocalLists</c>.</summary>
public sealed record LocalListOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:LocalLists";

    /// <summary>Stations whose list is brought in step at the same time.</summary>
    [Range(1, 1000)]
    public int AtOnce { get; init; } = 10;

    /// <summary>Wait after a failure before the next try, seconds; doubled each time, an hour at most.</summary>
    [Range(1, 3600)]
    public int RetrySeconds { get; init; } = 60;
}
