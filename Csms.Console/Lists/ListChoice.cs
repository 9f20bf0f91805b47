namespace Csms.Console.Lists;

/// <summary>What a person keeps about a list.</summary>
/// <param name="Columns">Keys shown, in order; null: the list's own choice.</param>
/// <param name="DefaultView">The view with which the list opens.</param>
public sealed record ListChoice(IReadOnlyList<string>? Columns, Guid? DefaultView)
{
    /// <summary>Nothing is kept.</summary>
    public static readonly ListChoice None = new(null, null);
}
