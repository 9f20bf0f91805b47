using System.Text.Json.Nodes;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Csms.Console.Commands.Bulk;

/// <summary>The question of a bulk run: which command, who gets it and who not, in which steps. Closes with the run.</summary>
public sealed partial class BulkDialog
{
    private const int RefreshSeconds = 3;
    private static readonly int[] _minutes = [15, 60, 1440];

    private readonly CommandForm _form = new();
    private CommandDraft _draft = null!;
    private BulkPaceForm _pace = new();
    private BulkPreview _preview = new([], [], []);
    private AccessScope _scope = AccessScope.Nobody;
    private IReadOnlyList<CommandKind> _kinds = [];
    private IReadOnlyList<KeyValuePair<bool, string>> _waits = [];
    private CommandKind _kind;
    private BulkRefusal? _refusal;
    private InstallFault? _certificateFault;
    private CommandRefusal? _wrong;
    private string _reason = "";
    private string? _version;
    private int _evses;
    private bool _tried, _starting;

    [Inject] private BulkDesk Desk { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private IEnumerable<IOcppDialect> Dialects { get; set; } = null!;
    [Inject] private CommandWords Commands { get; set; } = null!;
    [Inject] private EngineWords Words { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<StationId> Stations { get; set; } = [];

    /// <summary>The command that the person came for.</summary>
    [Parameter] public CommandKind Kind { get; set; } = CommandKind.Reset;

    /// <summary>Members of the command, where they are settled already; null: they are asked for.</summary>
    [Parameter] public JsonObject? Body { get; set; }

    /// <summary>The settled members in words.</summary>
    [Parameter] public string? What { get; set; }

    // Of a command that sets values for people who type them, all go out: they may want just that.
    private bool MayLeaveOut => Body is not null && _kind == CommandKind.SetVariables;

    private bool Danger => _kind == CommandKind.Reset || (_kind == CommandKind.Any && _draft.Form?.Action == "Reset") || (_kind == CommandKind.Availability && !_form.Operative);

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _kinds = [.. BulkDesk.Kinds.Where(kind => BulkDesk.May(_scope, kind))];
        _waits = [new(true, B["AwayWait"]), new(false, B["AwayLeave"])];
        var live = _scope.Live();
        var stations = Stations.Select(id => Board.Find(id, live)).OfType<StationState>().ToList();
        _evses = stations.Select(station => station.Evses.Length).DefaultIfEmpty(1).Max();
        var versions = stations.Select(station => station.OcppVersion).ToHashSet();
        _version = versions.Count == 1 ? versions.First() : null;
        // Of a station that never connected the newest version is assumed.
        _draft = new CommandDraft([.. Dialects.Where(dialect => versions.Contains(dialect.Version.Number()) || (versions.Contains(null) && dialect.Version == OcppVersion.V21)).OrderByDescending(dialect => dialect.Version)],
            action => BulkDesk.MayAny(_scope, action), Words, Time, forMany: true);
        Choose(_kinds.Contains(Kind) || _kinds is not [var first, ..] ? Kind : first);
        _pace = BulkPaceForm.For(_kind == CommandKind.Any ? stations.Count : _preview.Count);
        Ticker.Tick += OnTick;
    }

    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) _ = InvokeAsync(() => { Look(); StateHasChanged(); });
    }

    private void Choose(CommandKind kind)
    {
        (_kind, _tried, _refusal, _certificateFault, _wrong) = (kind, false, null, null, null);
        _form.EvseId = kind == CommandKind.Unlock ? 1 : null;
        Look();
    }

    // Before a command is chosen nobody gets any.
    private void Look() => _preview = _kind == CommandKind.Any
        ? _draft.Form is { } form ? Desk.Preview(_scope, form.Action, Stations, _draft.Complete) : new([], [], [])
        : Desk.Preview(_scope, _kind.Action(), Stations, Body ?? (_kind == CommandKind.InstallCertificate || _form.IsComplete(_kind) ? _form.Body(_kind) : null));

    private void OnFilled()
    {
        (_refusal, _certificateFault, _wrong) = (null, null, null);
        Look();
        StateHasChanged();
    }

    private string Counted(string key, int count) => B[count == 1 ? $"{key}.One" : key, Formats.Number(count)];

    private string? Wrong(string member) => _pace.Faults.Contains(member) ? "true" : null;

    private RenderFragment Range(string member, int least, int most) => builder =>
    {
        if (Wrong(member) is null) return;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "wrong");
        builder.AddContent(2, B["Range", Formats.Number(least), Formats.Number(most)].Value);
        builder.CloseElement();
    };

    private JsonObject? Filled() => Body ?? (_kind == CommandKind.Any ? _draft.Try() : _form.IsComplete(_kind) ? _form.Body(_kind) : null);

    private async Task StartAsync()
    {
        _tried = true;
        if (_starting || _pace.Faults.Any() || Filled() is not { } body) return;
        _starting = true;
        try
        {
            var wish = new BulkWish(_kind == CommandKind.Any ? _draft.Form!.Action : _kind.Action(), body, Stations, _pace.Pace() with { OnlyDifferent = MayLeaveOut && _pace.OnlyDifferent }, string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim());
            var start = await Desk.StartAsync(await UserScope.GetAsync(), wish, CancellationToken.None);
            (_preview, _refusal, _certificateFault, _wrong) = (start.Preview, start.Refusal, start.CertificateFault, start.Wrong);
            if (start.Run is { } run) Dialogs.Close(run);
        }
        finally
        {
            _starting = false;
        }
    }
}
