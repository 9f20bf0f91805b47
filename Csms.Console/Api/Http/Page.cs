using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Csms.Console.Api.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">Its entries.</param>
/// <param name="Next">Give it as cursor to get the page after; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>A page whose last entry stands at a place of the list; null: no page follows. The place goes out as an opaque word.</summary>
    public static Page<T> UpTo(IEnumerable<T> items, string? place) => new([.. items], place is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place)));

    /// <summary>A page from one entry more than it may have, which tells whether another page follows.</summary>
    public static Page<T> Of<TSource>(IReadOnlyList<TSource> oneMore, int limit, Func<TSource, T> view, Func<TSource, string> place) =>
        UpTo(oneMore.Take(limit).Select(view), oneMore.Count > limit ? place(oneMore[limit - 1]) : null);

    /// <summary>A page from the whole list.</summary>
    public static Page<T> From<TSource>(IReadOnlyList<TSource> all, int skip, int limit, Func<TSource, T> view) =>
        UpTo(all.Skip(skip).Take(limit).Select(view), skip + limit < all.Count ? (skip + limit).ToString(CultureInfo.InvariantCulture) : null);
}
