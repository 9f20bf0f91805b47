using Csms.Console.Controls;
using Csms.Console.Protocol;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Csms.Console.Commands;

/// <summary>Any command that the station's version has, filled in field by field from its own table; then its life.</summary>
public sealed partial class AnyCommandDialog
{
    private static readonly int[] _waits = [15, 60, 1440];

    private StationState? _station;
    private StationCommand? _command;
    private CommandDraft? _draft;
    private string _reason = "";
    private int _waitMinutes = 60;
    private bool _refused, _sending;

    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private ProtocolWords Protocol { get; set; } = null!;
    [Inject] private EngineWords Words { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private IEnumerable<IOcppDialect> Dialects { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired] public StationId Station { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_command is { } command && !command.IsEnded()) Executor.Follow(command);
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var scope = await UserScope.GetAsync();
        _station = Board.Find(Station, scope.Live());
        if (_station is not { } station) return;
        // Of a station that never connected the newest version is assumed, as in the command menu.
        if (!OcppVersions.TryParseSubprotocol("ocpp" + station.OcppVersion, out var version)) version = OcppVersion.V21;
        _draft = new CommandDraft([Dialects.First(dialect => dialect.Version == version)], action => CommandExecutor.May(scope, action, station), Words, Time);
    }

    private async Task SendAsync()
    {
        if (_sending || _draft is not { } draft || draft.Try() is not { } body) return;
        _sending = true;
        try
        {
            _station = Board.Find(Station, LiveScope.All) ?? _station;
            _command = await Executor.StartAsync(Station, draft.Form!.Action, body, string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim(),
                _station!.Link == LinkState.Online ? null : TimeSpan.FromMinutes(_waitMinutes));
            _refused = _command is null;
        }
        finally
        {
            _sending = false;
        }
    }

    // What was typed stays; what the answer is found by is a new one.
    private void Again()
    {
        _command = null;
        _draft?.Renew();
    }

    private async Task WithdrawAsync()
    {
        if (_command is not null && await Executor.WithdrawAsync(_command)) Dialogs.Close();
    }
}
