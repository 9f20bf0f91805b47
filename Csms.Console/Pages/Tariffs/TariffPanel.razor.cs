using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Tariffs;

/// <summary>The tariffs that a 2.1 station reckons with itself: set, cleared and read here.</summary>
public sealed partial class TariffPanel
{
    private IReadOnlyList<TariffLine> _lines = [];
    private StationTariffs? _shown;
    private string? _error, _done;
    private Action<StationId>? _told;
    private bool _mayWrite, _mayRead, _mayKnow, _busy;

    [Inject] private StationTariffBook Book { get; set; } = null!;
    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    private bool IsOnline => Station.Link == LinkState.Online && Station.Profile.Registration == RegistrationStatus.Accepted;

    private string ReadAt => Book.Find(Station.Id).ReadAt is { } at ? T["ReadAt", Formats.Time(at, Time.GetUtcNow(), Zone)] : T["NeverRead"];

    private string? Hint => Book.SupportOf(Station.Id) switch
    {
        { Available: false } => EngineWords.Say(Statement.Of(TariffFault.NotAvailable)),
        { Enabled: false } => EngineWords.Say(Statement.Of(TariffFault.NotEnabled)),
        { Reckons: false } => T["DoesNotReckon"],
        _ => null,
    };

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose() => Book.Changed -= _told;

    /// <inheritdoc />
    protected override void OnInitialized() => Book.Changed += _told = ReaderLanguage.Of<StationId>(OnChanged);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _mayWrite = CommandExecutor.May(Scope, "SetDefaultTariff", Station);
        _mayRead = CommandExecutor.May(Scope, "GetTariffs", Station);
        _mayKnow = Scope.Can(Permissions.TokensRead, Station.Profile.SiteId);
        Look();
    }

    private string KindOf(TariffLine line) => line.Kind switch
    {
        TariffKinds.Driver => _mayKnow && line.IdTokens.Count > 0 ? T["Kind.DriverOf", string.Join(", ", line.IdTokens)] : T["Kind.Driver"],
        TariffKinds.Transaction => Station.Sessions.ByTransaction(line.TransactionId ?? "") is { } session ? T["Kind.Session", session.Id.Display] : T["Kind.Transaction"],
        _ => T["Kind.Default"],
    };

    private string EvsesOf(TariffLine line) => line.Evses.Count == 0 || (line.Evses.Count > 1 && Station.Evses.All(evse => line.Evses.Contains(evse.Id))) ? T["AllEvses"].Value : $"EVSE {string.Join(", ", line.Evses)}";

    private string StateOf(TariffLine line) => line.Refusal is { } word ? T["State.Refused", word]
        : line.ValidFrom > Time.GetUtcNow() ? T["State.Later"] : T["State.Held"];

    private string ByOf(TariffLine line) => line.Actor is { } actor ? $"{actor} · {Formats.Time(line.At, Time.GetUtcNow(), Zone)}" : T["FoundThere"];

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) _ = InvokeAsync(() => { Look(); StateHasChanged(); });
    }

    private void Look()
    {
        var now = Book.Find(Station.Id);
        if (ReferenceEquals(now, _shown)) return;
        _shown = now;
        _lines = TariffLine.Of(now, Formats.Culture);
    }

    private async Task SetAsync()
    {
        (_error, _done) = (null, null);
        await Ask.FormAsync<TariffForm>(T["Set.Title", Station.Id.Value], new Dictionary<string, object?> { [nameof(TariffForm.Station)] = Station, [nameof(TariffForm.Zone)] = Zone });
        Look();
    }

    private Task<object?> ShowAsync(TariffLine line) =>
        Ask.FormAsync<TariffText>(T["Show.Title", line.TariffId], new Dictionary<string, object?> { [nameof(TariffText.Body)] = line.Body });

    private async Task ClearAsync(TariffLine? line)
    {
        (_error, _done) = (null, null);
        if (_busy || !_mayWrite) return;
        var sure = line is null
            ? await Ask.ConfirmAsync(T["ClearAll.Title", Station.Id.Value], T["Clear.Text"], T["ClearAll"], danger: true)
            : await Ask.ConfirmAsync(T["Clear.Title", line.TariffId], T["Clear.Text"], T["Clear.Verb", line.TariffId], danger: true);
        if (!sure) return;
        var body = line is null ? [] : new JsonObject { ["tariffIds"] = new JsonArray(line.TariffId) };
        await DoAsync("ClearTariffs", body, status => status is "Accepted" or "NoTariff" ? line is null ? T["ClearedAll"].Value : T["Cleared", line.TariffId].Value : null);
    }

    private Task ReadAsync() => DoAsync("GetTariffs", new JsonObject { ["evseId"] = 0 }, status => status is "Accepted" ? T["WasRead"].Value : status is "NoTariff" ? T["HasNone"].Value : null);

    private async Task DoAsync(string action, JsonObject body, Func<string?, string?> good)
    {
        if (_busy) return;
        (_error, _done) = (null, null);
        _busy = true;
        try
        {
            if (await Executor.AskAsync(Station.Id, action, body) is not { } command) _error = L["Denied.Title"];
            else if (command.Stage is CommandStage.Answered or CommandStage.Observed && good(command.Status) is { } done) _done = done;
            else _error = T["Answer.Other", Words.Result(command)];
        }
        catch (NpgsqlException)
        {
            _error = T["NotStored"];
        }
        finally
        {
            _busy = false;
            Look();
        }
    }
}
