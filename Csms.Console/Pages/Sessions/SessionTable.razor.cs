using System.Collections.Concurrent;
using Csms.Console.Controls;
using Csms.Console.Pages.Reviews;
using Csms.Console.Reviews;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Npgsql;

namespace Csms.Console.Pages.Sessions;

/// <summary>Sessions, newest first: what has ended from the store as far as it is scrolled to, what runs as it is now.</summary>
public sealed partial class SessionTable
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromSeconds(1);

    // A message is on its way from the station's actor to the store for as long as a commit takes.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, Session> _decided = [];
    private VirtualTable<SessionLine>? _table;
    private AccessScope? _scope;
    private SessionPager? _pager;
    private (SessionFilter, string?) _shown;
    private Dictionary<long, SessionLine> _live = [];
    private IDisposable? _subscription;
    private IDisposable? _redraw;
    private string? _error, _countText;
    private bool _personal, _priced, _disposed;
    private int _dirty;
    private (int Running, int Waiting) _heard;

    [Inject] private SessionStore Store { get; set; } = null!;
    [Inject] private SessionLines Lines { get; set; } = null!;
    [Inject] private ReviewDesk Desk { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Only this station; its columns are left out.</summary>
    [Parameter] public string? StationId { get; set; }

    /// <summary>Which columns are shown; none: all.</summary>
    [Parameter] public GridLayout? Layout { get; set; }

    /// <summary>What is shown.</summary>
    [Parameter] public SessionFilter Filter { get; set; } = SessionFilter.None;

    /// <summary>Grey words at the foot, in place of the number of rows.</summary>
    [Parameter] public string? CountText { get; set; }

    /// <summary>Takes the filters off, offered when nothing matches.</summary>
    [Parameter] public EventCallback ClearFilters { get; set; }

    /// <summary>Rows have boxes.</summary>
    [Parameter] public bool Selectable { get; set; }

    /// <summary>What is ticked.</summary>
    [Parameter] public RowSelection Selection { get; set; } = RowSelection.None;

    /// <summary>Another selection.</summary>
    [Parameter] public EventCallback<RowSelection> SelectionChanged { get; set; }

    /// <summary>The filter as a word: what was ticked belongs to it.</summary>
    [Parameter] public string? SelectionOf { get; set; }

    /// <summary>What is said when everything that the filter matches is ticked: how many that are has not been read.</summary>
    [Parameter] public string? AllTicked { get; set; }

    /// <summary>A session began or ended.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    private SessionFilter Effective => StationId is null ? Filter : Filter with { Station = StationId };

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T[Filter.State is Csms.Engine.Sessions.SessionState.Review ? "Empty.Review" : Filter.State is Csms.Engine.Sessions.SessionState.Active ? "Empty.Running" : "Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        Desk.Decided -= OnDecided;
        _subscription?.Dispose();
        _redraw?.Dispose();
        _pager?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        (_personal, _priced) = (_scope.Can(Permissions.TokensRead), _scope.Can(Permissions.TariffsRead));
        _subscription = Board.Subscribe(_scope.Live(Permissions.SessionsRead), null, () => Volatile.Write(ref _dirty, 1));
        Desk.Decided += OnDecided;
        _redraw = Ticker.Every(RedrawInterval, () => { if (Interlocked.Exchange(ref _dirty, 0) == 1 && !_disposed) _ = InvokeAsync(RedrawAsync); });
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _countText = CountText;
        if (_scope is null || (_pager is not null && _shown == (Filter, StationId))) return;
        _shown = (Filter, StationId);
        _pager?.Dispose();
        _pager = new SessionPager(Store, Effective.Query(_scope, Formats.Zone));
        _live = [];
        if (_table is not null) await _table.RefreshAsync();
    }

    private async ValueTask<ItemsProviderResult<SessionLine>> ReadAsync(ItemsProviderRequest request)
    {
        if (_scope is null || _disposed) return new([], 0);
        var pager = _pager ??= new SessionPager(Store, Effective.Query(_scope, Formats.Zone));
        try
        {
            var began = Time.GetUtcNow();
            await pager.LoadAsync(request.StartIndex + request.Count, request.CancellationToken);
            pager.Follow(Lines.InMemory(Effective, _scope, Formats.Zone, began - Margin)); // what has happened while it was read; the rest is looked at by the second
            var lines = pager.Rows(request.StartIndex, request.Count).Select(session => Lines.Of(session, _scope)).ToList();
            _live = lines.Where(line => line.Session.IsActive).ToDictionary(line => line.Session.Id.Value);
            if (_error is not null)
            {
                _error = null;
                StateHasChanged();
            }
            return new(lines, pager.Length);
        }
        catch (OperationCanceledException) when (!request.CancellationToken.IsCancellationRequested)
        {
            return await ReadAsync(request); // another filter came while it was read
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            _error = exception.Message;
            StateHasChanged();
            return new([], pager.Length);
        }
    }

    // A decision may be about a session that no station has in memory any more. It is taken up with the next turn, as this page's reader.
    private void OnDecided(Session session)
    {
        _decided[session.Id.Value] = session;
        Volatile.Write(ref _dirty, 1);
    }

    // What is shown is compared with the board; only when something differs are the visible rows read again.
    private async Task RedrawAsync()
    {
        if (_disposed || _table is null || _pager is not { } pager || _scope is null) return;
        var (running, waiting) = (0, 0);
        var moved = false;
        foreach (var id in _decided.Keys)
            if (_decided.TryRemove(id, out var session) && Lines.LetsThrough(Effective, session, _scope, Formats.Zone)) moved |= pager.Follow(session);
        moved |= pager.Follow(Lines.InMemory(Effective, _scope, Formats.Zone).Select(Counted));
        var changed = false;
        try
        {
            foreach (var line in _live.Values)
            {
                if (Lines.Now(line.Session, _scope) is not null) changed |= Lines.Of(line.Session, _scope) != line;
                else moved |= await Store.FindAsync(line.Session.Id, CancellationToken.None) is { } last ? pager.Follow(last) : pager.Remove(line.Session.Id);
            }
        }
        catch (NpgsqlException)
        {
            Volatile.Write(ref _dirty, 1); // the next turn tries again
        }
        if (moved || changed) await _table.RefreshAsync();
        if (!moved && _heard == (running, waiting)) return;
        _heard = (running, waiting);
        await Changed.InvokeAsync();

        Session Counted(Session session)
        {
            running += session.IsActive ? 1 : 0;
            waiting += session.State == Csms.Engine.Sessions.SessionState.Review ? 1 : 0;
            return session;
        }
    }

    private async Task RetryAsync()
    {
        _error = null;
        if (_table is not null) await _table.RefreshAsync();
    }

    private static string Evse(Session session) => session.EvseId > 0 ? $"· EVSE {session.EvseId}" : "";
}
