using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Payments;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Npgsql;

namespace Csms.Console.Pages.Payments;

/// <summary>Payments at terminals, newest first, read as far as somebody scrolls; what comes meanwhile comes to the top.</summary>
public sealed partial class PaymentList
{
    private const int RefreshSeconds = 5;
    private const int PageSize = 100, CountedAtMost = 10_000;

    private readonly Dictionary<string, int> _counts = [];
    private readonly List<Settlement> _rows = [];
    private VirtualTable<Settlement>? _table;
    private KeyValuePair<string, string>[] _statuses = [];
    private PaymentFilter _filter = new();
    private AccessScope? _scope;
    private Settlement? _open;
    private IReadOnlyList<Settlement> _history = [];
    private RowSelection _selection = RowSelection.None;
    private bool _atEnd, _failed, _mayReadFrames;
    private int _dirty, _begun;

    [Inject] private SettlementBook Book { get; set; } = null!;
    [Inject] private StationDirectory Stations { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? View { get; set; }
    [SupplyParameterFromQuery] private string? Status { get; set; }
    [SupplyParameterFromQuery] private string? Station { get; set; }
    [SupplyParameterFromQuery] private string? From { get; set; }
    [SupplyParameterFromQuery] private string? To { get; set; }
    [SupplyParameterFromQuery] private long? Payment { get; set; }

    private string ExportHref => "/payments/export.csv" + new Uri(Navigation.Uri).Query;

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose()
    {
        Book.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _statuses = [.. Enum.GetValues<SettlementStatus>().Select(status => KeyValuePair.Create(status.ToString(), T[$"Status.{status}"].Value))];
        Book.Changed += OnChanged;
        Ticker.Tick += OnTick;
        _scope = await Scope.GetAsync();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_scope is null) return;
        var filter = PaymentFilter.Read(Q, View, Status, Station, From, To);
        if (_open?.Id != Payment) await OpenAsync();
        if (filter == _filter && _counts.Count > 0) return;
        _filter = filter;
        await RefreshAsync();
    }

    // What another station was told of does not show in the list of one.
    private void OnChanged(Settlement told)
    {
        if (_filter.Station is not { Length: > 0 } one || one == told.Station.Value) Volatile.Write(ref _dirty, 1);
    }

    private void OnTick(long second)
    {
        // Every look counts two views anew: in a network where payments come all the time, not each second.
        if (second % RefreshSeconds == 0 && Interlocked.Exchange(ref _dirty, 0) == 1) _ = InvokeAsync(async () => { await RefreshAsync(); StateHasChanged(); });
    }

    private async Task RetryAsync()
    {
        _failed = false;
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        _rows.Clear();
        (_atEnd, _begun) = (false, _begun + 1);
        try
        {
            foreach (var view in PaymentFilter.Views)
            {
                var query = (_filter with { View = view == PaymentFilter.Failed ? view : null }).Query(_scope!, Formats.Zone);
                _counts[view] = await Book.CountAsync(query, CountedAtMost + 1, CancellationToken.None);
            }
        }
        catch (NpgsqlException)
        {
            _failed = true;
            return;
        }

        if (_table is not null) await _table.RefreshAsync();
    }

    private async Task OpenAsync()
    {
        (_open, _history, _selection) = (null, [], RowSelection.None);
        if (Payment is not { } id) return;
        try
        {
            if (await Book.FindAsync(id, CancellationToken.None) is not { } found || !_scope!.Can(Permissions.PaymentsRead, SiteOf(found))) return;
            _history = await Book.HistoryAsync(found, CancellationToken.None);
            _mayReadFrames = _scope.Can(Permissions.MessagesRead, SiteOf(found));
            (_open, _selection) = (found, RowSelection.Of(id.ToString(CultureInfo.InvariantCulture)));
        }
        catch (NpgsqlException)
        {
            _failed = true;
        }
    }

    private async ValueTask<ItemsProviderResult<Settlement>> ReadAsync(ItemsProviderRequest request)
    {
        if (_scope is null) return new([], 0);
        try
        {
            while (!_atEnd && _rows.Count < request.StartIndex + request.Count)
            {
                var (begun, read) = (_begun, _rows.Count);
                ListPlace? after = _rows.Count == 0 ? null : new ListPlace(_rows[^1].At, _rows[^1].Id);
                var page = await Book.ListAsync(_filter.Query(_scope, Formats.Zone) with { After = after, Limit = PageSize }, request.CancellationToken);
                if (begun != _begun || read != _rows.Count) continue; // begun anew, or read by another turn meanwhile
                _rows.AddRange(page);
                _atEnd = page.Count < PageSize;
            }
        }
        catch (NpgsqlException)
        {
            _failed = true;
            StateHasChanged();
        }

        var length = _atEnd ? _rows.Count : Math.Max(_rows.Count + 1, _counts.GetValueOrDefault(_filter.View ?? PaymentFilter.Views[0]));
        return new(_rows.Skip(request.StartIndex).Take(request.Count), _failed ? _rows.Count : length);
    }

    private RenderFragment Session(Settlement payment) => builder =>
    {
        if (payment.Session is { } session)
        {
            builder.OpenElement(0, "a");
            builder.AddAttribute(1, "class", "lnk");
            builder.AddAttribute(2, "href", SessionLinks.Session(session));
            builder.AddContent(3, session.Display);
            builder.CloseElement();
        }
        else
        {
            builder.OpenElement(4, "span");
            builder.AddAttribute(5, "class", "t3");
            builder.AddAttribute(6, "title", payment.TransactionId);
            builder.AddContent(7, T[payment.TransactionId is null ? "Session.None" : "Session.Unknown"]);
            builder.CloseElement();
        }
    };

    private string? Doubts(Settlement payment) => payment.Doubts.IsEmpty ? null : string.Join(' ', payment.Doubts.Select(doubt => T[$"Doubt.{doubt}"].Value));

    private string Counted(int count) => count > CountedAtMost ? $"{Formats.Number(CountedAtMost)}+" : Formats.Number(count);

    private string Address(long? id) => Navigation.GetUriWithQueryParameter("payment", id);

    private string? SiteOf(Settlement payment) => Stations.Find(payment.Station)?.Profile.SiteId;

    private TimeZoneInfo? ZoneOf(Settlement payment) => SiteOf(payment) is { } id && Sites.Find(id) is { } site ? Formats.Find(site.TimeZone) : null;
}
