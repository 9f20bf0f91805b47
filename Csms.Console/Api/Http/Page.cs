namespace Csms.Console.Api.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">Its entries.</param>
/// <param name="Next">Give it as cursor to get the page after; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>A page from one entry more than it may have, which tells whether another page follows.</summary>
    public static Page<T> Of<TSource>(IReadOnlyList<TSource> oneMore, int limit, Func<TSource, T> view, Func<TSource, string> cursor) =>
        new([.. oneMore.Take(limit).Select(view)], oneMore.Count > limit ? cursor(oneMore[limit - 1]) : null);
}
