namespace Csms.Console.Pages.Tariffs;

/// <summary>The first of what may be many thousands, by name, and how many there are. Equal: the same to the eye.</summary>
/// <param name="First">At most <see cref="Most"/>.</param>
/// <param name="Count">Of all.</param>
internal sealed record Few<T>(IReadOnlyList<T> First, int Count)
{
    /// <summary>So many are named.</summary>
    public const int Most = 20;

    /// <summary>The first of all.</summary>
    public static Few<T> Of(IEnumerable<T> all, Func<T, string> name)
    {
        var each = all.ToList();
        return new Few<T>([.. each.OrderBy(name, StringComparer.OrdinalIgnoreCase).Take(Most)], each.Count);
    }

    /// <summary>How many are not named.</summary>
    public int More => Count - First.Count;

    /// <inheritdoc />
    public bool Equals(Few<T>? other) => other is not null && Count == other.Count && First.SequenceEqual(other.First);

    /// <inheritdoc />
    public override int GetHashCode() => Count;
}
