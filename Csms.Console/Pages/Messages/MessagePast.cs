using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Messages;

/// <summary>The log of a station read backwards: as it is scrolled to, or, narrowed by a filter, one span of it after the other, each when it is asked for.</summary>
internal sealed class MessagePast(FrameHistory history)
{
    private FrameHistoryQuery _query = new(0);
    private DateTimeOffset? _to;
    private FrameSpan? _span;
    private bool _narrowed;

    /// <summary>There is no more, or none before <see cref="GoFurther"/>.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>How far back was searched while the log goes on before that; null: it is at no such end.</summary>
    public DateTimeOffset? SearchedTo => IsAtEnd && _span is { IsLast: false } span ? span.From : null;

    /// <summary>Begins anew.</summary>
    /// <param name="query">What is wanted.</param>
    /// <param name="narrowed">Whether it is a part of the log only, so that what is wanted may be rare.</param>
    public void Begin(FrameHistoryQuery query, bool narrowed) => (_query, _to, _span, _narrowed, IsAtEnd) = (query, query.To, null, narrowed, false);

    /// <summary>Nothing is wanted.</summary>
    public void End() => (_span, IsAtEnd) = (null, true);

    /// <summary>The page after an exchange; null: the first.</summary>
    public async Task<IReadOnlyList<LiveFrame>> ReadAsync(LiveFrame? after, int limit, CancellationToken cancellation)
    {
        if (_narrowed && _query.From is null)
        {
            var span = await history.SpanAsync(_query, cancellation);
            if (span is null)
            {
                End();
                return [];
            }
            _span = span;
            _query = _query with { From = span.From };
        }
        var page = await history.ReadAsync(_query with { After = after, Limit = limit }, cancellation);
        IsAtEnd = page.Count < limit;
        return page;
    }

    /// <summary>The span before the one that is searched.</summary>
    public void GoFurther()
    {
        if (SearchedTo is not { } searched) return;
        _query = _query with { From = null, To = searched };
        IsAtEnd = false;
    }

    /// <summary>What was read last has been let go of, and is read again when it is scrolled to.</summary>
    public void Forget()
    {
        _query = _query with { To = _to };
        IsAtEnd = false;
    }
}
