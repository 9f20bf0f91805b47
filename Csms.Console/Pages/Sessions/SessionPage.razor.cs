using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Pages.Reviews;
using Csms.Console.Pages.Tariffs;
using Csms.Console.Reviews;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Npgsql;

namespace Csms.Console.Pages.Sessions;

/// <summary>One session: what happened, why, the energy account, and what is in doubt.</summary>
public sealed partial class SessionPage
{
    private const int ReadSeconds = 5;
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _gone = new();
    private AccessScope _scope = AccessScope.Nobody;
    private SessionLine? _line;
    private SessionFacts? _facts;
    private SessionStory? _story;
    private TimeChartSpec? _spec;
    private IDisposable? _subscription;
    private IDisposable? _redraw;
    private SessionId _id;
    private string? _loaded, _error;
    private DateTimeOffset _readAt;
    private bool _missing, _mayStop, _mayReview, _mayReadFrames, _mayReadPayments, _mayPrice, _mayReadTariffs, _mayReprice, _reading;
    private int _dirty;

    [Inject] private SessionStore Store { get; set; } = null!;
    [Inject] private SessionLines Lines { get; set; } = null!;
    [Inject] private SessionFactsReader Facts { get; set; } = null!;
    [Inject] private StationDirectory Stations { get; set; } = null!;
    [Inject] private CommandOpener Opener { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private ReviewDesk Desk { get; set; } = null!;
    [Inject] private StationTariffBook Tariffs { get; set; } = null!;
    [Inject] private IStringLocalizer<TariffTexts> TariffWords { get; set; } = null!;
    [Inject] private LimitDesk Limiter { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private Csms.Console.Vendors.FaultWords Faults { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>"S-88207", or the number alone.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _subscription?.Dispose();
        _redraw?.Dispose();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id) return;
        _loaded = Id;
        (_line, _facts, _story, _spec, _missing) = (null, null, null, null, false);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _error = null;
        _scope = await Scope.GetAsync();
        try
        {
            if (!SessionId.TryParse(Id, out _id) || await Store.FindAsync(_id, _gone.Token) is not { } session || !MayRead(session))
            {
                _missing = true;
                return;
            }
            _line = Lines.Of(session, _scope);
            var site = _line.Site?.Id;
            _mayStop = _scope.Can(Permissions.SessionsStop, site) && _scope.Can(Permissions.CommandStop, site);
            _mayReview = _scope.Can(Permissions.SessionsReview, site);
            _mayReadPayments = _scope.Can(Permissions.PaymentsRead, site);
            _mayPrice = _scope.Can(CommandPermissions.Of("ChangeTransactionTariff"), site);
            (_mayReadTariffs, _mayReprice) = (_scope.Can(Permissions.TariffsRead, site), _scope.Can(Permissions.TariffsWrite, site));
            _mayReadFrames = _scope.Can(Permissions.MessagesRead, site);
            _subscription?.Dispose();
            _subscription = Board.Subscribe(_scope.Live(Permissions.SessionsRead), session.StationId, () => Volatile.Write(ref _dirty, 1));
            _redraw ??= Ticker.Every(RedrawInterval, () => { if (!_gone.IsCancellationRequested) _ = InvokeAsync(RedrawAsync); });
            StateHasChanged(); // the facts stand before the chart is read
            await ReadAsync();
        }
        catch (NpgsqlException exception)
        {
            _error = exception.Message;
        }
    }

    private bool MayRead(Session session) => _scope.Can(Permissions.SessionsRead, Stations.Find(session.StationId)?.Profile.SiteId);

    private async Task ReadAsync()
    {
        if (_reading || _line is not { } line) return;
        _reading = true;
        try
        {
            _facts = await Facts.ReadAsync(line.Session, _gone.Token);
            _story = new SessionStory(_facts, EngineWords, (code, vendor) => Faults.Meaning(code, vendor, _facts.Session.StationId));
            _spec = SessionChart.Of(_facts, _story, line, T, L, _mayReadFrames) with { ZoomInAddress = true, Slider = true };
            _readAt = Time.GetUtcNow();
        }
        finally
        {
            _reading = false;
        }
    }

    private async Task RedrawAsync()
    {
        if (_gone.IsCancellationRequested || _line is not { } line) return;
        var changed = Interlocked.Exchange(ref _dirty, 0) == 1;
        try
        {
            if (changed && line.Session.IsActive)
            {
                var now = Lines.Of(line.Session, _scope);
                if (now.Session.IsActive && Stations.Find(line.Session.StationId)?.Sessions.ById(_id) is null or { IsActive: false }
                    && await Store.FindAsync(_id, _gone.Token) is { } last) now = Lines.Of(last, _scope);
                var ended = !now.Session.IsActive;
                _line = now;
                if (ended) await ReadAsync();
                StateHasChanged();
            }
            if (_line.Session.IsActive && Time.GetUtcNow() - _readAt >= TimeSpan.FromSeconds(ReadSeconds))
            {
                await ReadAsync();
                StateHasChanged();
            }
        }
        catch (NpgsqlException)
        {
            _readAt = Time.GetUtcNow(); // the next turn tries again; what is shown stays
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
    }

    private Task StopAsync() => Opener.OpenAsync(CommandKind.Stop, _line!.Session.StationId, _line.Session.EvseId > 0 ? _line.Session.EvseId : null);

    // Where a session runs, or is in doubt, the station knows whether its transaction does (2.x GetTransactionStatus).
    private bool MayAsk(Session session) => session.TransactionId is not null && (session.IsActive || session.State == SessionState.Review)
        && Stations.Find(session.StationId) is { } station && CommandExecutor.May(_scope, CommandKind.TransactionStatus, station) && CommandKind.TransactionStatus.IsIn(station.OcppVersion);

    private Task AskStationAsync() => Opener.OpenAsync(CommandKind.TransactionStatus, _line!.Session.StationId, transactionId: _line.Session.TransactionId);

    private bool MaySeeCost => _scope.Can(Permissions.TariffsRead, _line?.Site?.Id);

    private async Task LimitAsync()
    {
        if (_line is not { } line) return;
        var now = LimitDesk.Shown(line.Session, line.Session.WantedLimits ?? line.Session.Limits, MaySeeCost);
        if (await Ask.FormAsync<LimitForm>(T["Limit.Title", line.Session.Id.Display], new Dictionary<string, object?> { [nameof(LimitForm.Now)] = now }, "560px") is not TransactionLimits limits) return;
        _error = null;
        var scope = await Scope.GetAsync();
        if (!Limiter.MayLimit(scope, line.Session)) _error = L["Denied.Title"];
        else if (await Limiter.LimitAsync(scope, line.Session, limits) is { } after) _line = Lines.Of(after, _scope);
        else _error = T["NothingToDo"];
    }

    private async Task TariffAsync()
    {
        if (_line is not { } line || Stations.Find(line.Session.StationId) is not { } station) return;
        await Ask.FormAsync<TariffForm>(TariffWords["Change.Title", line.Session.Id.Display], new Dictionary<string, object?>
        {
            [nameof(TariffForm.Station)] = station, [nameof(TariffForm.Zone)] = line.Zone, [nameof(TariffForm.TransactionId)] = line.Session.TransactionId, [nameof(TariffForm.Currency)] = line.Session.StationCost?.Currency,
        });
    }

    private async Task RepriceAsync()
    {
        if (_line is not { Session.Price: not null } line) return;
        if (await Ask.FormAsync<RepriceForm>(TariffWords["Reprice.Title", line.Session.Id.Display], new Dictionary<string, object?> { [nameof(RepriceForm.Session)] = line.Session }, "560px") is Session after) _line = Lines.Of(after, _scope);
    }

    private string Limit(TransactionLimits limits) => string.Join(" · ", new[]
    {
        limits.MaxEnergyWh is { } energy ? $"{Formats.KilowattHours((long)energy)} kWh" : null,
        limits.MaxTimeSeconds is { } seconds ? Formats.Duration(TimeSpan.FromSeconds(seconds)) : null,
        limits.MaxSocPercent is { } percent ? $"{Formats.Number(percent)} %" : null,
        limits.MaxCost is { } cost ? T["Limit.CostOf", cost.ToString("0.00", Formats.Culture)].Value : null,
    }.OfType<string>());

    private async Task CloseAsync()
    {
        if (_line is not { } line || await Ask.ReasonAsync(T["CloseTitle", line.Session.Id.Display], T["CloseText"], T["CloseVerb", line.Session.Id.Display], danger: true) is not { } reason) return;
        await DecideAsync(scope => Desk.CloseAsync(scope, line.Session, reason));
    }

    private async Task ResolveAsync(SessionFlagKind? kind)
    {
        if (_line is not { } line || await Ask.ReasonAsync(T["SettleTitle", kind is { } one ? Words.Flag(T, one) : line.Session.Id.Display], T["SettleText"], T["SettleVerb"]) is not { } reason) return;
        await DecideAsync(scope => Desk.DecideAsync(scope, line.Session, new SessionDecision.Accept(kind), reason, _gone.Token));
    }

    private async Task FlagAsync()
    {
        if (_line is not { } line || await Ask.ReasonAsync(T["FlagTitle", line.Session.Id.Display], T["FlagText"], T["FlagVerb"]) is not { } reason) return;
        await DecideAsync(scope => Desk.DecideAsync(scope, line.Session, new SessionDecision.Flag(), reason, _gone.Token));
    }

    private async Task DecideAsync(Func<AccessScope, Task<Session?>> decide)
    {
        var line = _line!;
        _error = null;
        var scope = await Scope.GetAsync();
        if (!Desk.MayDecide(scope, line.Session))
        {
            _error = L["Denied.Title"];
            return;
        }
        try
        {
            if (await decide(scope) is not { } after)
            {
                _error = T["NothingToDo"];
                return;
            }
            _line = Lines.Of(after, _scope);
            await ReadAsync();
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
    }

    private async Task PrintAsync() => await Script.InvokeVoidAsync("print");

    private string Span(Session session, TimeZoneInfo? zone) => session.EndedAt is { } end
        ? $"{Formats.Date(session.StartedAt, zone)}, {Formats.Seconds(session.StartedAt, zone)} – {Formats.Seconds(end, zone)} {zone?.Id ?? Formats.ZoneName}"
        : $"{Formats.Date(session.StartedAt, zone)}, {Formats.Seconds(session.StartedAt, zone)} {zone?.Id ?? Formats.ZoneName}";

    private string Register(long? wattHours) => wattHours is { } value ? $"{Formats.Number(value)} Wh" : Formats.Unknown;

    private string? SocRange(Session session)
    {
        var last = _facts?.Meter.Soc is { Count: > 0 } read ? read[^1].Value : session.Live?.SocPercent;
        var first = _facts?.Meter.Soc is { Count: > 0 } points ? points[0].Value : last;
        return last is null ? null : $"{Formats.Number(first)} → {Formats.Number(last)} %";
    }

    private double? Deviation(Session session) => _facts?.Meter.SampledWh is { } sampled && session.EnergyWh is > 100 and var energy ? (sampled - energy) / energy : null;

    private string? NextHref(WhyNext next, SessionLine line) => next switch
    {
        WhyNext.Token => line is { MayKnow: true, Session.Token: { } token } ? SessionLinks.Token(token.Value) : null,
        WhyNext.Station => SessionLinks.Station(line.Session),
        WhyNext.Messages => _mayReadFrames ? SessionLinks.Messages(line.Session.StationId.Value, line.Session.EndedAt ?? Time.GetUtcNow()) : null,
        WhyNext.Review => _mayReview && line.Session.State == SessionState.Review ? ReviewLinks.Of(line.Session.Id) : null,
        _ => null,
    };

    private string WhyText(SessionStory story, Session session)
    {
        var text = new List<string>();
        if (T[$"{story.Why.Rule}.Text"] is { ResourceNotFound: false } sentence) text.Add(sentence);
        if (story.TimeIn(EvState.SuspendedEvse) is var held && held > TimeSpan.FromSeconds(30)) text.Add(T["Why.HeldFor", Formats.Duration(held)]);
        if (story.TimeIn(EvState.SuspendedEv) is var idle && idle > TimeSpan.FromSeconds(30)) text.Add(T["Why.IdleFor", Formats.Duration(idle)]);
        if (story.Offline.Count > 0) text.Add(T["Why.OfflineFor", Formats.Duration(story.Offline.Aggregate(TimeSpan.Zero, (sum, span) => sum + (span.To - span.From)))]);
        if (story.EnergySince is { } since && since - session.StartedAt is var wait && wait > TimeSpan.FromMinutes(2)) text.Add(T["Why.FirstAfter", Formats.Duration(wait)]);
        return string.Join(' ', text);
    }
}
