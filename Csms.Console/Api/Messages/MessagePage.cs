using Csms.Console.Api.Http;

namespace Csms.Console.Api.Messages;

/// <summary>A page of a station's frames.</summary>
/// <param name="Items">Its entries.</param>
/// <param name="Next">Give it as cursor to get the page after; null on the last.</param>
/// <param name="SearchedFrom">From when on frames were searched, with search or only; null: nothing was searched.</param>
internal sealed record MessagePage(IReadOnlyList<MessageView> Items, string? Next, DateTimeOffset? SearchedFrom)
{
    public static MessagePage Of(Page<MessageView> page, DateTimeOffset? searchedFrom) => new(page.Items, page.Next, searchedFrom);
}
