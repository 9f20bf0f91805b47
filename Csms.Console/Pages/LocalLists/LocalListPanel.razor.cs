using System.Globalization;
using System.Text.Json;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Console.Tokens;
using Csms.Engine.Events;
using Csms.Engine.LocalLists;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Pages.LocalLists;

/// <summary>The local authorization list of a station: what it holds, what it should, and how it was told.</summary>
public sealed partial class LocalListPanel
{
    private LocalListState _state = LocalListState.None;
    private LocalListStanding _standing;
    private WantedList? _wanted;
    private IReadOnlyList<ListLine> _lines = [], _shown = [];
    private KeyValuePair<string, string>[] _marks = [];
    private string? _error, _done;
    private Action<StationId>? _told;
    private bool _mayRead, _maySend, _busy, _doneWell;
    private int _changes;
    private long _seen = -1;

    [Inject] private LocalListBook Book { get; set; } = null!;
    [Inject] private LocalListDesk Desk { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private StationCommands Commands { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private Csms.Console.Security.Audit.IAuditLog Audit { get; set; } = null!;
    [Inject] private TokenDirectory Tokens { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private IStringLocalizer<TokenTexts> W { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery] private string? Lq { get; set; }
    [SupplyParameterFromQuery] private string? Only { get; set; }

    private bool IsOnline => Station.Link == LinkState.Online && Station.Profile.Registration == RegistrationStatus.Accepted;

    private string Limits
    {
        get
        {
            var limits = Book.LimitsOf(Station.Id);
            return string.Join(" · ", new[]
            {
                limits.Entries is { } entries ? T["Room.Entries", Formats.Number(entries)].Value : null,
                limits.Items is { } items ? T["Room.Items", Formats.Number(items)].Value : null,
                limits.Bytes is { } bytes ? T["Room.Bytes", Formats.Bytes(bytes)].Value : null,
            }.OfType<string>());
        }
    }

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T[_state.Mode == LocalListMode.Off ? "Empty.Off" : "Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose()
    {
        Book.Changed -= _told;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _marks = [.. new[] { ListMark.New, ListMark.Changed, ListMark.Gone }.Select(mark => KeyValuePair.Create(mark.ToString(), T[$"Mark.{mark}"].Value))];
        Book.Changed += _told = ReaderLanguage.Of<StationId>(OnChanged);
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _mayRead = Scope.Can(Permissions.TokensRead);
        _maySend = Scope.Can(LocalListDesk.Permission, Station.Profile.SiteId);
        Look();
    }

    private static TagTone ToneOf(LocalListStanding standing) => standing switch
    {
        LocalListStanding.InStep => TagTone.Ok,
        LocalListStanding.Behind or LocalListStanding.NeverSent => TagTone.Info,
        LocalListStanding.Doubtful or LocalListStanding.OtherVersion => TagTone.Warn,
        LocalListStanding.Unsupported => TagTone.Danger,
        _ => TagTone.Neutral,
    };

    private static TagTone ToneOf(ListMark mark) => mark switch
    {
        ListMark.New => TagTone.Info,
        ListMark.Gone => TagTone.Danger,
        _ => TagTone.Warn,
    };

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) _ = InvokeAsync(() => { Look(); StateHasChanged(); });
    }

    private void OnTick(long second)
    {
        if (Tokens.Version != _seen) _ = InvokeAsync(() => { Look(); StateHasChanged(); });
    }

    private void Look()
    {
        _seen = Tokens.Version;
        _state = Book.Find(Station.Id);
        _standing = Book.StandingOf(Station.Id);
        _wanted = _state.Mode == LocalListMode.Off ? null : Book.WantedOf(Station.Id);
        _changes = _wanted is null ? 0 : _state.NeedsFull ? Math.Max(_wanted.List.Count, 1) : ListDifference.Of(_state.Held, _wanted.List).Count;
        _lines = _mayRead ? ListLine.All(_state.Held, _wanted?.List) : [];
        var mark = EnumName.Find<ListMark>(Only) is { } only and not ListMark.None ? only : (ListMark?)null;
        List<ListLine> shown = [.. _lines.Where(line => (mark is null || line.Mark == mark)
            && (string.IsNullOrWhiteSpace(Lq) || line.IdToken.Contains(Lq.Trim(), StringComparison.OrdinalIgnoreCase) || line.Group?.Contains(Lq.Trim(), StringComparison.OrdinalIgnoreCase) == true))];
        if (!shown.SequenceEqual(_shown)) _shown = shown;
    }

    private string Why()
    {
        var why = T[_standing == LocalListStanding.Behind && _changes == 1 ? "Why.Behind.One" : $"Why.{_standing}", Formats.Number(_changes)].Value;
        if (_state.NextTry is { } next && next > Time.GetUtcNow() && _state.Mode == LocalListMode.Automatic) why += " " + T["NextTry", Formats.Time(next, Time.GetUtcNow(), Zone)];
        if (_wanted?.TooMany is > 0 and var many) why += " " + T["TooMany", Formats.Number(many)];
        if (_wanted?.Unfit is > 0 and var unfit) why += " " + T["Unfit", Formats.Number(unfit)];
        if (!_state.LeftOut.IsEmpty && _mayRead) why += " " + T["LeftOut", string.Join(", ", _state.LeftOut)];
        return why;
    }

    private string Asked(ListAnswer answer) => answer.Update == ListUpdate.Version
        ? T["Asked.Version", answer.Version?.ToString(CultureInfo.InvariantCulture) ?? Formats.Unknown]
        : T[$"Asked.{answer.Update}", Formats.Number(answer.Entries), answer.Version?.ToString(CultureInfo.InvariantCulture) ?? Formats.Unknown];

    private void ClearFilters() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["lq"] = null, ["only"] = null }));

    private async Task DecideAsync()
    {
        (_error, _done) = (null, null);
        await Ask.FormAsync<LocalListForm>(T["Decide.Title", Station.Id.Value], new Dictionary<string, object?> { [nameof(LocalListForm.Station)] = Station }, "560px");
        Look();
    }

    private Task SendAsync(ListUpdate update) => DoAsync(async scope => await Desk.SendAsync(scope, Station, update, CancellationToken.None));

    private Task AskAsync() => DoAsync(async scope =>
    {
        var command = await Commands.ExecuteAsync(new CommandRequest(Station.Id, "GetLocalListVersion", JsonElement.Parse("{}"), scope.Actor.Name), CancellationToken.None);
        await Audit.WriteAsync(scope.Actor, "station.command.GetLocalListVersion", "station", Station.Id.Value, null, new { CommandId = command.Id, command.Stage, command.Status });
        return command;
    });

    private async Task DoAsync(Func<AccessScope, Task<StationCommand?>> send)
    {
        if (_busy) return;
        (_error, _done) = (null, null);
        var scope = await UserScope.GetAsync();
        if (!scope.Can(LocalListDesk.Permission, Station.Profile.SiteId))
        {
            _error = L["Denied.Title"];
            return;
        }

        _busy = true;
        try
        {
            var command = await send(scope);
            _doneWell = command is null || CommandProgress.IsGood(command.Status);
            _done = command is null ? T["NothingToSend"]
                : command.Action == "GetLocalListVersion" && command.Status == "Accepted" ? T["Asked.Version", $"{command.Response?["versionNumber"]}"]
                : T["Answered", Words.Result(command)];
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
