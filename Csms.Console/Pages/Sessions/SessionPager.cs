using Csms.Engine.Sessions;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Console.Pages.Sessions;

/// <summary>
/// The list as far as someone has scrolled, read by cursor: a million sessions cost no more than what is looked at. What stations have in
/// memory is followed on top of it: sessions come, change, and leave the list.
/// </summary>
internal sealed class SessionPager(SessionStore store, SessionQuery query) : IDisposable
{
    private const int PageSize = 100;

    private readonly CancellationTokenSource _gone = new();
    private readonly List<Session> _read = [];
    private readonly Dictionary<long, Session> _known = [];
    private Task? _page; // being read, or the last that was
    private ListPlace? _next;
    private int _length;

    /// <summary>Nothing older is left.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>What the scroll bar shows: a page below what is looked at, read ahead meanwhile, until the end is known.</summary>
    public int Length => AtEnd ? _read.Count : Math.Max(_length, _read.Count);

    /// <summary>Reads on until so many are here, or the end; what is below is read while they are looked at.</summary>
    public async Task LoadAsync(int count, CancellationToken cancellation)
    {
        var shown = Math.Min(count, Math.Max(Length, PageSize)); // the table asks for a few rows below its end too: nobody waits for those
        await ReadToAsync(shown).WaitAsync(cancellation);
        _length = Math.Max(_length, shown + PageSize);
        _ = ReadAheadAsync(_length);
    }

    /// <summary>A stretch of the list, of what has been read.</summary>
    public IReadOnlyList<Session> Rows(int start, int count) => start >= _read.Count ? [] : _read.GetRange(start, Math.Min(count, _read.Count - start));

    /// <summary>
    /// Takes over what stations have in memory: what began or ended since is put where it belongs, what belongs to the list no more leaves it.
    /// Sessions older than what was read come with it.
    /// </summary>
    /// <param name="sessions">Sessions that belong to the list in the state that it shows.</param>
    /// <returns>Whether a row came, left or ended.</returns>
    public bool Follow(IEnumerable<Session> sessions)
    {
        var moved = false;
        foreach (var session in sessions) moved |= Follow(session);
        return moved;
    }

    /// <summary>The same of one session.</summary>
    public bool Follow(Session session)
    {
        var belongs = query.State is not { } state || session.State == state;
        if (_known.TryGetValue(session.Id.Value, out var known))
        {
            if (ReferenceEquals(known, session)) return false;
            var place = _read.FindIndex(each => each.Id == session.Id);
            if (!belongs)
            {
                _known.Remove(session.Id.Value);
                _read.RemoveAt(place);
                return true;
            }
            // The figures of a running one are read from its station when its row is drawn.
            if (session.IsActive) return false;
            (_known[session.Id.Value], _read[place]) = (session, session);
            return Shown(known) != Shown(session);
        }

        if (!belongs || (!AtEnd && (_read.Count == 0 || SessionLines.NewestFirst(session, _read[^1]) > 0))) return false;
        var at = _read.BinarySearch(session, Comparer<Session>.Create(SessionLines.NewestFirst));
        _read.Insert(at < 0 ? ~at : at, session);
        _known.Add(session.Id.Value, session);
        return true;
    }

    /// <summary>A session that is no more.</summary>
    public bool Remove(SessionId id) => _known.Remove(id.Value) && _read.RemoveAll(each => each.Id == id) > 0;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task ReadAheadAsync(int count)
    {
        try
        {
            await ReadToAsync(count);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            // Nobody waits for these rows yet: who scrolls down to them reads them again, and is told.
        }
    }

    private async Task ReadToAsync(int count)
    {
        while (!AtEnd && _read.Count < count && !_gone.IsCancellationRequested)
        {
            if (_page is null or { IsCompleted: true }) _page = ReadPageAsync();
            await _page;
        }
    }

    private async Task ReadPageAsync()
    {
        var page = await store.ListAsync(query with { After = _next, Limit = PageSize }, _gone.Token);
        foreach (var session in page)
            if (_known.TryAdd(session.Id.Value, session)) _read.Add(session);
        AtEnd = page.Count < PageSize;
        if (page.Count > 0) _next = new ListPlace(page[^1].StartedAt, page[^1].Id.Value);
    }

    private static (SessionState, DateTimeOffset?, long?, string?, int) Shown(Session session) =>
        (session.State, session.EndedAt, session.EnergyWh, session.StopReason, session.Flags.Length);
}
