using System.Text.Json.Nodes;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.LiveView;
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
    private BulkPaceForm _pace = new();
    private BulkPreview _preview = new([], [], []);
    private AccessScope _scope = AccessScope.Nobody;
    private IReadOnlyList<CommandKind> _kinds = [];
    private IReadOnlyList<KeyValuePair<bool, string>> _waits = [];
    private CommandKind _kind;
    private BulkRefusal? _refusal;
    private InstallFault? _certificateFault;
    private string _reason = "";
    private string? _version;
    private int _evses;
    private bool _tried, _starting;

    [Inject] private BulkDesk Desk { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
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

    private bool Danger => _kind == CommandKind.Reset || (_kind == CommandKind.Availability && !_form.Operative);

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _kinds = [.. BulkDesk.Kinds.Where(kind => _scope.Can(kind.Permission()))];
        _waits = [new(true, B["AwayWait"]), new(false, B["AwayLeave"])];
        var live = _scope.Live();
        var stations = Stations.Select(id => Board.Find(id, live)).OfType<StationState>().ToList();
        _evses = stations.Select(station => station.Evses.Length).DefaultIfEmpty(1).Max();
        _version = stations.Select(station => station.OcppVersion).Distinct().ToList() is [var version] ? version : null;
        Choose(_kinds.Contains(Kind) || _kinds is not [var first, ..] ? Kind : first);
        _pace = BulkPaceForm.For(_preview.Count);
        Ticker.Tick += OnTick;
    }

    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) _ = InvokeAsync(() => { Look(); StateHasChanged(); });
    }

    private void Choose(CommandKind kind)
    {
        (_kind, _tried, _refusal, _certificateFault) = (kind, false, null, null);
        _form.EvseId = kind == CommandKind.Unlock ? 1 : null;
        Look();
    }

    private void Look() => _preview = Desk.Preview(_scope, _kind.Action(), Stations, Body ?? (_kind == CommandKind.InstallCertificate ? _form.Body(_kind) : null));

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

    private async Task StartAsync()
    {
        _tried = true;
        if (_starting || _pace.Faults.Any() || (Body is null && !_form.IsComplete(_kind))) return;
        _starting = true;
        try
        {
            var wish = new BulkWish(_kind.Action(), Body ?? _form.Body(_kind), Stations, _pace.Pace() with { OnlyDifferent = MayLeaveOut && _pace.OnlyDifferent }, string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim());
            var start = await Desk.StartAsync(await UserScope.GetAsync(), wish, CancellationToken.None);
            (_preview, _refusal, _certificateFault) = (start.Preview, start.Refusal, start.CertificateFault);
            if (start.Run is { } run) Dialogs.Close(run);
        }
        finally
        {
            _starting = false;
        }
    }
}
