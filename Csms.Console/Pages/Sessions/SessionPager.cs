using Csms.Engine.Sessions;

namespace Csms.Console.Pages.Sessions;

/// <summary>The list as far as someone has scrolled, read by cursor: a million sessions cost no more than what is looked at.</summary>
internal sealed class SessionPager(SessionStore store, SessionQuery query) : IDisposable
{
    private const int PageSize = 100;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<Session> _read = [];
    private readonly HashSet<long> _known = [];
    private SessionCursor? _next;

    /// <summary>Nothing older is left.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>How many have been read.</summary>
    public int Count => _read.Count;

    /// <summary>What the scroll bar shows: some more wait below until the end is known.</summary>
    public int Length => _read.Count + (AtEnd ? 0 : PageSize);

    /// <summary>A stretch of the list; reads on as far as it reaches.</summary>
    public async Task<IReadOnlyList<Session>> ReadAsync(int start, int count, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            while (!AtEnd && _read.Count < start + count)
            {
                var page = await store.ListAsync(query with { After = _next, Limit = PageSize }, cancellation);
                foreach (var session in page)
                    if (_known.Add(session.Id.Value)) _read.Add(session);
                AtEnd = page.Count < PageSize;
                if (page.Count > 0) _next = new SessionCursor(page[^1].StartedAt, page[^1].Id.Value);
            }
            return start >= _read.Count ? [] : _read.GetRange(start, Math.Min(count, _read.Count - start));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Puts sessions that began meanwhile where they belong; those older than what was read come with it.</summary>
    /// <returns>Whether there was any.</returns>
    public bool TakeIn(IEnumerable<Session> running)
    {
        var taken = false;
        foreach (var session in running)
        {
            if (_known.Contains(session.Id.Value) || (!AtEnd && (_read.Count == 0 || SessionLines.NewestFirst(session, _read[^1]) > 0))) continue;
            var place = _read.BinarySearch(session, Comparer<Session>.Create(SessionLines.NewestFirst));
            _read.Insert(place < 0 ? ~place : place, session);
            _known.Add(session.Id.Value);
            taken = true;
        }
        return taken;
    }

    /// <summary>A session that ended while it was shown: its last state.</summary>
    public void Replace(Session session)
    {
        var place = _read.FindIndex(each => each.Id == session.Id);
        if (place >= 0) _read[place] = session;
    }

    public void Dispose() => _turn.Dispose();
}
